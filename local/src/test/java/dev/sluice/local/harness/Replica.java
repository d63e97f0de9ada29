package dev.sluice.local.harness;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.stack.Ports;
import dev.sluice.sync.v1.ListRunsRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A second sync-worker beside the one of the shared stack, with settings of its own. It ends with the test JVM. */
public final class Replica {

    private final Address address = Ports.unused().services().get(Service.WORKER);
    private final SluiceClient client;

    private Replica(List<String> settings) {
        start(settings);
        client = new SluiceClient(addresses());
        // Fails by its deadline, should the replica never come up.
        client.sync().withWaitForReady().listRuns(ListRunsRequest.getDefaultInstance());
    }

    /** @param settings as the Java command takes them, {@code -Dname=value}; returns when it answers */
    public static Replica with(List<String> settings) {
        return new Replica(settings);
    }

    /** The blocking stubs of all services, the replica's among them. */
    public SluiceClient client() {
        return client;
    }

    private Map<Service, Address> addresses() {
        var addresses = new EnumMap<Service, Address>(Service.class);
        for (var service : Service.values()) {
            addresses.put(service, Stack.get().address(service));
        }
        addresses.put(Service.WORKER, address);
        return addresses;
    }

    private void start(List<String> settings) {
        var line = new ArrayList<>(Stack.get().workerCommand());
        // The last of two settings of one name counts.
        line.addAll(
                line.indexOf("-jar"),
                List.of("-Dquarkus.http.port=" + address.http(), "-Dquarkus.grpc.server.port=" + address.grpc()));
        line.addAll(line.indexOf("-jar"), settings);
        try {
            var process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
