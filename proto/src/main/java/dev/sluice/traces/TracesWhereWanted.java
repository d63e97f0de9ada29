package dev.sluice.traces;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Switches OpenTelemetry off where nobody has said where traces are to go: it would try a port of this machine. */
public final class TracesWhereWanted implements ConfigSourceFactory {

    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
    private static final String TRACES_ENDPOINT = "quarkus.otel.exporter.otlp.traces.endpoint";
    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    /** Below application.properties, so that anybody may decide otherwise. */
    private static final int ORDINAL = 200;

    /** Of the sources that people write to. */
    private static final int LOWEST_ORDINAL = 0;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean wanted = isSet(context, ENDPOINT) || isSet(context, TRACES_ENDPOINT);
        return List.of(new PropertiesConfigSource(
                Map.of(DISABLED, Boolean.toString(!wanted)), TracesWhereWanted.class.getSimpleName(), ORDINAL));
    }

    /** OpenTelemetry's extension has an endpoint of its own, below all that anybody sets. */
    private static boolean isDefault(ConfigValue value) {
        return value.getConfigSourceOrdinal() < LOWEST_ORDINAL;
    }

    private static boolean isSet(ConfigSourceContext context, String setting) {
        var value = context.getValue(setting);
        return value != null && value.getValue() != null && !value.getValue().isEmpty() && !isDefault(value);
    }
}
