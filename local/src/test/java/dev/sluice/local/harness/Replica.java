package dev.sluice.local.harness;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.stack.Ports;
import dev.sluice.local.stack.TestPorts;
import dev.sluice.sync.v1.ListRunsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A second sync-worker beside the one of the shared stack, with settings of its own. It ends with the test JVM. */
public final class Replica {

    private final Ports ports = TestPorts.unused();
    private final Address address = ports.services().get(Service.WORKER);
    private final SluiceClient client;
    private final Process process;
    private final Path log;

    private Replica(List<String> settings, String token) {
        log = temporaryFile();
        process = start(settings);
        client = new SluiceClient(addresses(), token);
        awaitAnswer();
    }

    /** Fails by the call's deadline, should the replica never come up. */
    private void awaitAnswer() {
        try {
            client.sync().withWaitForReady().listRuns(ListRunsRequest.getDefaultInstance());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
                throw e;
            }
        }
    }

    /** @param settings as the Java command takes them, {@code -Dname=value}; returns when it answers */
    public static Replica with(List<String> settings) {
        return new Replica(settings, "");
    }

    /** @param token with which it is called, and the others too */
    public static Replica with(List<String> settings, String token) {
        return new Replica(settings, token);
    }

    /** What it has printed. */
    public Path log() {
        return log;
    }

    public Address address() {
        return address;
    }

    /** The blocking stubs of all services, the replica's among them. */
    public SluiceClient client() {
        return client;
    }

    /** A path of its HTTP front. */
    public URI url(String path) {
        return Address.url(ports.capture(), path);
    }

    /** Asks it to stop, as Kubernetes does, and waits until it has. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private Map<Service, Address> addresses() {
        var addresses = new EnumMap<Service, Address>(Service.class);
        for (var service : Service.values()) {
            addresses.put(service, Stack.get().address(service));
        }
        addresses.put(Service.WORKER, address);
        return addresses;
    }

    private Process start(List<String> settings) {
        var line = new ArrayList<>(Stack.get().workerCommand());
        // The last of two settings of one name counts.
        line.addAll(
                line.indexOf("-jar"),
                List.of(
                        "-Dquarkus.http.port=" + ports.capture(),
                        "-Dquarkus.grpc.server.port=" + address.grpc(),
                        "-Dquarkus.management.port=" + address.management()));
        line.addAll(line.indexOf("-jar"), settings);
        try {
            var started = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile(Path.of("target").toAbsolutePath(), "replica", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
