package dev.sluice.worker.capture.segment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What RudderStack's browser SDK asks of its control plane before it sends anything: a source that is on, that has no
 * destinations of its own, and of which nothing is told to the SDK's maker.
 */
@RegisterForReflection
public record RudderSourceConfig(Source source) {

    /** The source that the write key stands for. */
    @RegisterForReflection
    public record Source(
            String id, String name, String workspaceId, boolean enabled, List<String> destinations, Config config) {}

    /** The source's settings. */
    @RegisterForReflection
    public record Config(Statistics statsCollection) {}

    /** What the SDK tells of itself. */
    @RegisterForReflection
    public record Statistics(Switch errors, Switch metrics) {}

    /** On or off. */
    @RegisterForReflection
    public record Switch(boolean enabled) {}

    static RudderSourceConfig of(String writeKey) {
        var off = new Switch(false);
        var config = new Config(new Statistics(off, off));
        return new RudderSourceConfig(new Source(writeKey, "Sluice", "sluice", true, List.of(), config));
    }
}
