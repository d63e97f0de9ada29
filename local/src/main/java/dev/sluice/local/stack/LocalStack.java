package dev.sluice.local.stack;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Environments;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A whole Sluice on this machine: PostgreSQL, the three services and a default environment with a DuckDB warehouse.
 * It is stopped when it is closed and when the process ends; what each step started is noted before the next, so that a
 * start that is cut short can be cleaned up at any point.
 */
public final class LocalStack implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String PROJECT = "main";
    private static final String STAGE = "production";

    private final StackFolder folder;
    private final FolderLock lock;
    private final StateFile stateFile;
    private final Output output;
    private final Thread atExit = new Thread(this::stop, "stop");
    private final List<ServiceProcess> services = new ArrayList<>();
    private final Map<Service, ServiceCommand> commands = new EnumMap<>(Service.class);

    private Database database;
    private StackState state;
    private boolean stopped;

    private LocalStack(StackFolder folder, FolderLock lock, Ports ports, Output output) {
        this.folder = folder;
        this.lock = lock;
        this.stateFile = new StateFile(folder);
        this.state = StackState.starting(ports);
        this.output = output;
    }

    public static LocalStack start(Home home, StackFolder folder, Ports ports, Output output) {
        folder.create();
        var lock = FolderLock.take(folder).orElseThrow(() -> running(folder));
        var stack = new LocalStack(folder, lock, ports, output);
        Runtime.getRuntime().addShutdownHook(stack.atExit);
        try {
            stack.startAll(home, ports);
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public StackState state() {
        return state;
    }

    /** The command line a service was started with; with arguments behind it the worker does one run. */
    public synchronized List<String> command(Service service) {
        return commands.get(service).line();
    }

    /** Waits until this is stopped; fails when a service ends by itself. */
    public void awaitStop() {
        CompletableFuture.anyOf(
                        services.stream().map(each -> each.process().onExit()).toArray(CompletableFuture<?>[]::new))
                .join();
        if (!isStopped()) {
            throw services.stream()
                    .filter(each -> !each.process().isAlive())
                    .findFirst()
                    .orElseThrow()
                    .ended();
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook has done its work.
            return;
        }
    }

    private void startAll(Home home, Ports ports) {
        Leftovers.cleanUp(folder);
        ports.requireFree();
        startDatabase(ports);
        for (var service : Service.values()) {
            startService(new ServiceCommand(service, home.runnable(service), ports, database.jdbcUrl(), Map.of()));
        }
        awaitReady(ports);
        enter(state.with(createEnvironment()));
    }

    private synchronized void startDatabase(Ports ports) {
        requireNotStopped();
        enter(state);
        var started = Instant.now();
        database = Database.start(folder, ports.postgres());
        sayReady("PostgreSQL", started);
    }

    private synchronized void startService(ServiceCommand command) {
        requireNotStopped();
        var process = ServiceProcess.start(command, folder.log(command.service()));
        commands.put(command.service(), command);
        services.add(process);
        enter(state.with(process.processRecord()));
    }

    private void awaitReady(Ports ports) {
        var started = Instant.now();
        var waiting = EnumSet.allOf(Service.class);
        while (!waiting.isEmpty()) {
            for (var each : services) {
                var address = ports.services().get(each.service());
                if (waiting.contains(each.service()) && each.ready(address)) {
                    waiting.remove(each.service());
                    sayReady(each.service().module(), started);
                }
            }
            pause(started, waiting);
        }
    }

    private void pause(Instant started, EnumSet<Service> waiting) {
        if (!waiting.isEmpty() && Instant.now().isAfter(started.plus(START))) {
            throw new CommandFailure("%s is not ready after %d s; see %s"
                    .formatted(waiting.iterator().next().module(), START.toSeconds(), folder.logs()));
        }
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while starting", e);
        }
    }

    private EnvironmentAccess createEnvironment() {
        try (var client = new SluiceClient(state.addresses())) {
            return new Environments(client).ensure(PROJECT, STAGE, WriteKey.of(folder), folder.warehouse());
        }
    }

    private void enter(StackState next) {
        state = next;
        stateFile.write(next);
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        // All are asked at once; then each is waited for.
        services.forEach(each -> each.process().destroy());
        services.forEach(each -> Termination.end(each.process().toHandle()));
        if (database != null) {
            database.close();
        }
        Database.endLeftover(folder);
        stateFile.delete();
        lock.close();
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private void requireNotStopped() {
        if (stopped) {
            throw new CommandFailure("stopped while starting");
        }
    }

    private void sayReady(String what, Instant since) {
        output.say("  %-20s ready after %.1f s"
                .formatted(what, Duration.between(since, Instant.now()).toMillis() / 1e3));
    }

    private static CommandFailure running(StackFolder folder) {
        return new CommandFailure("Sluice runs already in %s; see ./sluice status, or stop it with ./sluice down"
                .formatted(folder.root()));
    }
}
