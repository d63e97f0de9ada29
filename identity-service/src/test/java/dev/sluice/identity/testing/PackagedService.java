package dev.sluice.identity.testing;

import dev.sluice.testing.PackagedJar;
import java.util.HashMap;
import java.util.Map;

/** The service as it is shipped, beside a definitions-service of the test's own. */
public final class PackagedService implements AutoCloseable {

    private final FakeDefinitions definitions;
    private final PackagedJar jar;
    private final IdentityClient client;

    private PackagedService(FakeDefinitions definitions, PackagedJar jar) {
        this.definitions = definitions;
        this.jar = jar;
        this.client = IdentityClient.on(jar.grpc());
    }

    public static PackagedService start(String jdbcUrl) {
        return start(jdbcUrl, Map.of());
    }

    /** Returns when it answers. */
    public static PackagedService start(String jdbcUrl, Map<String, String> settings) {
        var definitions = new FakeDefinitions();
        var all = new HashMap<>(settings);
        all.put("quarkus.grpc.clients.definitions.port", Integer.toString(definitions.listen()));
        try {
            return new PackagedService(definitions, PackagedJar.start(PackagedService.class, jdbcUrl, all));
        } catch (RuntimeException e) {
            definitions.stop();
            throw e;
        }
    }

    public IdentityClient client() {
        return client;
    }

    /** What the service holds on to, after a full collection. */
    public long liveHeapBytes() {
        return jar.liveHeapBytes();
    }

    /** In the midst of whatever it does; whoever waits for its answer is left without one. */
    public void kill() {
        jar.kill();
    }

    @Override
    public void close() {
        client.close();
        jar.close();
        definitions.stop();
    }
}
