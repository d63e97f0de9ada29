package dev.sluice.local.stack;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Environments;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A Sluice of a test's own, whose parts can be killed and started again. It ends with the test JVM at the latest. */
public final class BreakableStack implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Home home = Home.find();
    private final Ports ports = TestPorts.unused();
    private final StackFolder folder;
    private final Map<String, String> settings;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final Thread atExit = new Thread(this::stop, "stop");
    private Database database;

    private BreakableStack(Path root, Map<String, String> settings) {
        this.folder = new StackFolder(root);
        this.settings = settings;
    }

    /** @param root an empty folder */
    public static BreakableStack start(Path root) {
        return start(root, Map.of());
    }

    /** @param settings of every service */
    public static BreakableStack start(Path root, Map<String, String> settings) {
        var stack = new BreakableStack(root, settings);
        Runtime.getRuntime().addShutdownHook(stack.atExit);
        stack.folder.create();
        stack.startDatabase();
        stack.startServices();
        return stack;
    }

    public Address address(Service service) {
        return ports.services().get(service);
    }

    /** A path of capture's HTTP front: {@code /v1/batch}. */
    public URI capture(String path) {
        return Address.url(ports.capture(), path);
    }

    public SluiceClient client() {
        return new SluiceClient(ports.services());
    }

    public EnvironmentAccess newEnvironment(SluiceClient client, String name) {
        return new Environments(client).ensure(name, "test", WriteKey.random(), folder.warehouse());
    }

    /** As {@code kill -9} does. */
    public void kill(Service service) {
        services.get(service).process().destroyForcibly().onExit().join();
    }

    /** Tells it to stop, as a deployment does that rolls, and waits until it has. */
    public void stop(Service service) {
        services.get(service).process().destroy();
        services.get(service).process().onExit().join();
    }

    /** In memory at the moment, in bytes. */
    public long resident(Service service) {
        var status = Path.of(
                "/proc/%d/status".formatted(services.get(service).process().pid()));
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it is ready. */
    public void startAgain(Service service) {
        launch(service);
        awaitReady(service);
    }

    /** Kills the server; what it was doing for its clients ends with it. */
    public void killDatabase() {
        var server = ProcessHandle.of(databasePid()).orElseThrow();
        var sessions = server.children().toList();
        server.destroyForcibly();
        server.onExit().join();
        sessions.forEach(session -> session.onExit().join());
        // Lets go of the data directory; there is no server any more that it could stop.
        database.close();
    }

    /** Ends everything in order; the folder is all that is left of it. */
    public void shutDown() {
        services.values().forEach(service -> service.process().destroy());
        services.values().forEach(service -> service.process().onExit().join());
        database.close();
    }

    /** Starts the services anew, on a database that runs. */
    public void startServices() {
        for (var service : Service.values()) {
            launch(service);
        }
        services.keySet().forEach(this::awaitReady);
    }

    /** Where PostgreSQL keeps everything that a backup has to have. */
    public Path databaseFolder() {
        return folder.data();
    }

    public String databaseUrl() {
        return database.jdbcUrl();
    }

    public void startDatabase() {
        database = Database.start(folder, ports.postgres());
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void stop() {
        services.values().forEach(service -> service.process().destroyForcibly());
        if (database != null) {
            database.close();
        }
    }

    private void launch(Service service) {
        var command = new ServiceCommand(service, home.runnable(service), ports, database.jdbcUrl(), settings);
        services.put(service, ServiceProcess.start(command, folder.log(service)));
    }

    private void awaitReady(Service service) {
        var end = Instant.now().plus(START);
        while (!services.get(service).ready(address(service))) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(service + " is not ready; see " + folder.logs());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private long databasePid() {
        try {
            return Long.parseLong(Files.readAllLines(folder.data().resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
