package dev.sluice.worker.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.Schedule;
import dev.sluice.wire.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each tick has one run, and those that were missed have one together. */
@QuarkusTest
@Tag("service")
class SchedulerTest extends ScheduleExample {
    @Test
    void eachTickHasARun() throws InterruptedException {
        look(9);
        assertEquals(List.of(), runs());
        look(10);
        look(11);
        assertEquals(List.of("SCHEDULE"), runs());
        succeeded(11);
        look(19);
        assertEquals(1, runs().size());
        look(20);
        assertEquals(List.of("SCHEDULE", "SCHEDULE"), runs());
    }

    @Test
    void missedTicksHaveOneRunTogether() throws InterruptedException {
        look(10);
        succeeded(10);
        look(58);
        succeeded(58);
        look(59);
        assertEquals(2, runs().size());
        look(60);
        assertEquals(3, runs().size());
    }

    /** Replicas see the same state before any of them starts a run. */
    @Test
    void oneOfManyReplicasStartsTheRunOfATick() throws Exception {
        look(1);
        var due = scheduled().due(minute(10), new Retries(null, 0)).orElseThrow();
        var replicas = 8;
        var together = new CyclicBarrier(replicas);
        Callable<Boolean> take = () -> {
            together.await();
            return store.take(due, UUID.randomUUID());
        };
        try (var threads = Executors.newFixedThreadPool(replicas)) {
            long taken = threads
                    .invokeAll(Stream.generate(() -> take).limit(replicas).toList())
                    .stream()
                    .filter(done -> done.resultNow())
                    .count();
            assertEquals(1, taken);
        }
        look(11);
        assertEquals(List.of(), runs(), "the tick was taken");
    }

    @Test
    void schedulersThatLookAtOnceStartOneRun() throws Exception {
        var together = new CyclicBarrier(4);
        Callable<Void> look = () -> {
            together.await();
            look(10);
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done :
                    threads.invokeAll(Stream.generate(() -> look).limit(4).toList())) {
                done.get();
            }
        }
        assertEquals(List.of("SCHEDULE"), runs());
    }

    @Test
    void workerThatHasEnoughToDoLeavesTicksToOthers() {
        new Scheduler(registered, store, runs, metrics, new NoRuns(config), InstantSource.system()).look(minute(10));
        assertEquals(List.of(), runs());
        look(11);
        assertEquals(List.of("SCHEDULE"), runs());
    }

    /** @param other what it is but for that */
    private record NoRuns(ScheduleConfig other) implements ScheduleConfig {
        @Override
        public String lookEvery() {
            return other.lookEvery();
        }

        @Override
        public int runsAtOnce() {
            return 0;
        }

        @Override
        public Duration retryAfter() {
            return other.retryAfter();
        }

        @Override
        public Duration retryAtMost() {
            return other.retryAtMost();
        }

        @Override
        public int retries() {
            return other.retries();
        }
    }

    @Test
    void tickOfABusyWarehouseWaitsUntilItIsFree() throws InterruptedException {
        reserve("1 hour");
        look(10);
        look(25);
        assertEquals(List.of(), runs());
        reserve("0 s");
        look(26);
        assertEquals(List.of("SCHEDULE"), runs());
        succeeded(26);
        look(29);
        assertEquals(1, runs().size(), "what waited had one run together");
    }

    @Test
    void pausedScheduleStartsNoRunAndResumesWithTheNextTick() {
        schedules.know(everyTenMinutes().setPaused(true).build());
        look(10);
        schedules.know(everyTenMinutes().setSince(Timestamps.of(minute(35))).build());
        look(36);
        assertEquals(List.of(), runs());
        look(40);
        assertEquals(List.of("SCHEDULE"), runs());
    }

    @Test
    void nothingStartsWhileDefinitionsServiceIsAwayAndOneRunMakesUpForIt() {
        look(1);
        schedules.away(true);
        look(35);
        assertEquals(List.of(), runs());
        assertEquals(minute(10).getEpochSecond(), shownDue(), "it is still shown when a run was due");
        schedules.away(false);
        look(36);
        look(37);
        assertEquals(List.of("SCHEDULE"), runs());
    }

    @Test
    void scheduleThatIsGoneOrNotUnderstoodKeepsNoOtherFromItsRun() {
        look(1);
        schedules.know(
                Schedule.newBuilder().setEnvironment("later").setWarehouse("w").build(),
                everyTenMinutes().build());
        look(10);
        assertEquals(List.of("SCHEDULE"), runs());
        schedules.know();
        look(20);
        assertEquals(List.of(), query("SELECT definition FROM warehouse_schedule WHERE environment = '$env'"));
    }

    @Test
    void itIsShownWhenTheNextRunIsDue() {
        look(10);
        look(11);
        assertEquals(minute(20).getEpochSecond(), shownDue());
        schedules.know(everyTenMinutes().setPaused(true).build());
        look(12);
        assertTrue(Double.isNaN(shownDue()));
        assertEquals(
                1,
                meters.get("sluice_schedule_paused")
                        .tag("environment", environment)
                        .gauge()
                        .value());
    }
}
