package dev.sluice.local.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.Comparison;
import dev.sluice.definitions.v1.Condition;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.stack.BreakableStack;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.StartRunRequest;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at once for a while: capture, who is who, edits and runs every few seconds, while each service in turn is
 * stopped and started again. At the end nothing acknowledged is lost, and the warehouse is proven.
 */
final class SoakIT {

    /** At least for so long; {@code -Dsluice.law.soak-seconds=1200} to look at memory too. */
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("sluice.law.soak-seconds", 10));

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final int CLIENTS = 4;
    private static final int EDITED = 6;
    private static final int LISTED = 100;

    /** What runs and proofs take for a while grows with the warehouse; what is held between them does not. */
    private static final double FLAT = 1.25;

    private static final double HELD_FLAT = 1.1;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final Random random = new Random();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger edits = new AtomicInteger();
    private final Map<Service, List<Long>> memory = new EnumMap<>(Service.class);

    private BreakableStack stack;
    private EnvironmentAccess access;

    @Test
    void nothingIsLostAndTheWarehouseIsProven() throws Exception {
        var settings = Map.of("sluice.run.lease", "5s", "sluice.run.renew-every", "1s");
        try (var started = BreakableStack.start(folder, settings);
                var client = started.client();
                var http = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stack = started;
            access = stack.newEnvironment(client, "soak");
            Acknowledged.define(client, access);
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number ->
                            new PersistentClient(http, stack.capture("/v1/batch"), access.writeKey(), number, false))
                    .toList();
            var working = new ArrayList<Future<?>>(
                    clients.stream().<Future<?>>map(threads::submit).toList());
            working.add(threads.submit(() -> untilOver(client, this::edit)));
            working.add(threads.submit(() -> untilOver(client, this::run)));
            roll(working);
            over.set(true);
            clients.forEach(PersistentClient::stop);
            for (var each : working) {
                each.get();
            }
            Acknowledged.awaitServices(client, access, RECOVERY);
            settle(client);
            System.out.printf(
                    "%d runs, %d edits, %s%n",
                    runs.get(), edits.get(), Acknowledged.assertAllThere(clients, Acknowledged.inWarehouse(access)));
            assertEquals(List.of(), new Runs(client, access).differences());
            assertAllOfItWentOn(client);
        }
        if (isLong()) {
            memory.forEach(SoakIT::assertFlat);
        }
    }

    /**
     * Restarts services for as long as it lasts, or until somebody gives up; of a long soak the second half looks at
     * processes that live for long.
     */
    private void roll(List<Future<?>> working) {
        var begin = Instant.now();
        var end = begin.plus(LASTS);
        var quiet = isLong() ? begin.plus(LASTS.dividedBy(2)) : end;
        do {
            if (Instant.now().isBefore(quiet)) {
                restartEach();
            }
            pause(Duration.ofSeconds(1));
            for (var service : Service.values()) {
                memory.computeIfAbsent(service, _ -> new ArrayList<>()).add(stack.resident(service));
            }
        } while (Instant.now().isBefore(end) && working.stream().noneMatch(Future::isDone));
    }

    private static boolean isLong() {
        return LASTS.compareTo(LONG) >= 0;
    }

    private void restartEach() {
        var order = new ArrayList<>(Arrays.asList(Service.values()));
        Collections.shuffle(order, random);
        for (var service : order) {
            pause(Duration.ofSeconds(1));
            stack.stop(service);
            stack.startAgain(service);
        }
    }

    private interface Work {
        void on(SluiceClient client);
    }

    /** A short one has hardly the time for more than the last run. */
    private void assertAllOfItWentOn(SluiceClient client) {
        assertTrue(edits.get() > 0, "edits");
        assertTrue(runs.get() > 0, "runs");
        if (isLong()) {
            long succeeded = client
                    .sync()
                    .listRuns(ListRunsRequest.newBuilder()
                            .setEnvironment(access.environment())
                            .setPageSize(LISTED)
                            .build())
                    .getRunsList()
                    .stream()
                    .filter(run -> run.getState() == RunState.RUN_STATE_SUCCEEDED)
                    .count();
            System.out.printf("%d of the last %d runs succeeded%n", succeeded, LISTED);
            assertTrue(succeeded > LISTED / 2, () -> "only %d runs succeeded".formatted(succeeded));
        }
    }

    /** What is refused while a service is away, or while a run has the warehouse, is left to the next turn. */
    private void untilOver(SluiceClient client, Work work) {
        while (!over.get()) {
            try {
                work.on(client);
            } catch (StatusRuntimeException e) {
                if (!mayPass(e)) {
                    throw e;
                }
                pause(Duration.ofMillis(200));
            }
            pause(Duration.ofMillis(random.nextInt(500, 1_500)));
        }
    }

    private static boolean mayPass(StatusRuntimeException refused) {
        return switch (refused.getStatus().getCode()) {
            case UNAVAILABLE, CANCELLED, DEADLINE_EXCEEDED -> true;
            // A stream that a stopping server cuts off; what a service answers says that it is of Sluice.
            case INTERNAL, UNKNOWN -> !GrpcStatuses.isOfSluice(refused);
            default -> GrpcStatuses.reason(refused) == ErrorReason.ERROR_REASON_WAREHOUSE_BUSY;
        };
    }

    private void edit(SluiceClient client) {
        var definitions = new Definitions(client, access);
        var event = definitions.define("Edited " + random.nextInt(EDITED), matcher());
        definitions.toggleOn(List.of(event));
        edits.incrementAndGet();
    }

    private Matcher matcher() {
        return Matchers.custom("Order").toBuilder()
                .setWhere(Condition.newBuilder()
                        .setComparison(Comparison.newBuilder()
                                .setProperty("mark")
                                .setOperator(Operator.OPERATOR_STARTS_WITH)
                                .addValues(random.nextInt(CLIENTS) + "-")))
                .build();
    }

    private void run(SluiceClient client) {
        client.sync()
                .startRun(StartRunRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .build());
        runs.incrementAndGet();
    }

    /** The last run that was started may go on, and a dead one's reservation has to end. */
    private void settle(SluiceClient client) {
        var end = Instant.now().plus(RECOVERY);
        while (true) {
            try {
                new Runs(client, access).sync();
                return;
            } catch (StatusRuntimeException busy) {
                assertTrue(Instant.now().isBefore(end), busy::toString);
                pause(Duration.ofMillis(500));
            }
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** The last quarter needs no more than the one before, at most and between runs. */
    private static void assertFlat(Service service, List<Long> resident) {
        int quarter = resident.size() / 4;
        var before = sorted(resident.subList(resident.size() - 2 * quarter, resident.size() - quarter));
        var last = sorted(resident.subList(resident.size() - quarter, resident.size()));
        assertFlat(service + " at most", before.getLast(), last.getLast(), FLAT);
        assertFlat(service + " between runs", before.get(quarter / 10), last.get(quarter / 10), HELD_FLAT);
    }

    private static List<Long> sorted(List<Long> resident) {
        return resident.stream().sorted().toList();
    }

    private static void assertFlat(String what, long before, long last, double factor) {
        System.out.printf("%s: %,d bytes, before %,d%n", what, last, before);
        assertTrue(last <= factor * before, () -> "%s grows: %,d bytes after %,d".formatted(what, last, before));
    }
}
