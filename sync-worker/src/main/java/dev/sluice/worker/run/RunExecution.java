package dev.sluice.worker.run;

import dev.sluice.worker.run.RunRecord.Kind;
import dev.sluice.worker.warehouse.Meter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sees runs through that have been started: each ends in its record whatever happens, and gives its warehouse back; one that
 * leaves tables to be filled is followed by the run that fills them.
 */
@ApplicationScoped
class RunExecution {

    private final RunParts parts;
    private final RunStore store;
    private final Reservations reservations;
    private final RunsInHand inHand;
    private final RunMetrics metrics;

    RunExecution(RunParts parts, RunStore store, Reservations reservations, RunsInHand inHand, RunMetrics metrics) {
        this.parts = parts;
        this.store = store;
        this.reservations = reservations;
        this.inHand = inHand;
        this.metrics = metrics;
    }

    /** What a run does once it has its warehouse; {@code fence} throws when another run has it by now. */
    interface Work {
        Outcome run(RunRecord run, Progress progress, Meter meter, Runnable fence);
    }

    /** Starts the record of a run that has its lease, which is given back where that fails. */
    RunRecord begin(NewRun asked, Lease.Held lease) {
        try {
            return store.begin(asked);
        } catch (RuntimeException e) {
            reservations.release(lease);
            throw e;
        }
    }

    Outcome sync(RunRecord run, Progress progress, Meter meter, Runnable fence) {
        return new SyncRun(run.environment, run.warehouse, run.scope(), parts, progress, meter).run(run.id, fence);
    }

    /** As {@link #see}, once the run has its warehouse. */
    Optional<Runnable> seeQueued(RunRecord run, NewRun asked, Work work) {
        try {
            var lease = reservations.afterSlice(run.environment, run.warehouse, run.id);
            return see(begin(asked, lease), lease, work);
        } catch (RuntimeException e) {
            end(run, RunFailures.outcome(e), Optional.empty(), new Meter(), Map.of());
            return Optional.empty();
        }
    }

    /**
     * Does a run to its end. The record ends before the lease does: whoever has the lease next takes a run that seems to go on for dead.
     *
     * @return the fill that is to follow
     */
    Optional<Runnable> see(RunRecord run, Lease.Held lease, Work work) {
        try (var _ = RunLog.of(run)) {
            var meter = new Meter();
            var clock = progress(run, meter);
            var outcome = outcome(
                    () -> inHand.during(run.id, lease, meter, hand -> work.run(run, clock, meter, fence(hand))));
            var fill = outcome.leavesFills() ? fillBeside(run) : Optional.<Fill>empty();
            end(run, outcome, fill.map(Fill::id), meter, clock.times());
            return fill.flatMap(Fill::work);
        } finally {
            reservations.release(lease);
        }
    }

    /** Throws when another run has the warehouse by now; and before the first commit when somebody cancelled the run. */
    private Runnable fence(RunInHand hand) {
        var uncommitted = new AtomicBoolean(true);
        return () -> {
            if (uncommitted.getAndSet(false)) {
                hand.beginCommit();
                store.refuseCancelled(hand.run());
            }
            reservations.confirm(hand.lease());
        };
    }

    private StageClock progress(RunRecord run, Meter meter) {
        var recorded = new RecordedProgress(store, run.id);
        return new StageClock(
                (stage, message, done, total) -> {
                    meter.asking().hear();
                    recorded.at(stage, message, done, total);
                },
                System::nanoTime);
    }

    private void end(
            RunRecord run, Outcome outcome, Optional<UUID> fill, Meter meter, Map<RunRecord.Stage, Duration> stages) {
        store.end(run.id, outcome, fill, meter.cost());
        metrics.ended(run, outcome, meter.cost(), stages);
        RunLog.ended(run, outcome);
    }

    private interface Attempt {
        Outcome run();
    }

    /** Whatever is thrown, a run ends: an error too, or its record would say for ever that it goes on. */
    private static Outcome outcome(Attempt attempt) {
        try {
            return attempt.run();
        } catch (Throwable e) {
            return RunFailures.outcome(e);
        }
    }

    /** @param work empty where another worker does it */
    private record Fill(UUID id, Optional<Runnable> work) {}

    private Optional<Fill> fillBeside(RunRecord sync) {
        var asked = NewRun.of(Kind.FILL, RunOrigin.RUN, sync.environment, sync.warehouse)
                .over(sync.scope());
        var lease = reservations.ifNotFilled(sync.environment, sync.warehouse, asked.id());
        if (lease.isEmpty()) {
            return reservations
                    .filler(sync.environment, sync.warehouse)
                    .map(other -> new Fill(other, Optional.empty()));
        }
        var run = begin(asked, lease.get());
        return Optional.of(new Fill(asked.id(), Optional.of(() -> fill(run, lease.get()))));
    }

    private void fill(RunRecord run, Lease.Held whole) {
        try (var _ = RunLog.of(run)) {
            var meter = new Meter();
            end(run, outcome(() -> fillToEnd(run, meter)), Optional.empty(), meter, Map.of());
        } finally {
            reservations.release(whole);
        }
    }

    /** Slice by slice, and last as an ordinary run, which builds the tables. */
    private Outcome fillToEnd(RunRecord run, Meter meter) {
        var fill = new FillRun(run.environment, run.warehouse, parts, progress(run, meter), meter);
        var outcome = Optional.<Outcome>empty();
        while (outcome.isEmpty()) {
            var lease = reservations.forSlice(run.environment, run.warehouse, run.id);
            try {
                outcome = inHand.during(run.id, lease, meter, hand -> {
                    var fence = fence(hand);
                    return fill.slice(fence)
                            ? Optional.empty()
                            : Optional.of(sync(run, progress(run, meter), meter, fence));
                });
            } finally {
                reservations.release(lease);
            }
        }
        return outcome.get();
    }
}
