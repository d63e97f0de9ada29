package dev.sluice.worker.schedule;

import dev.sluice.definitions.v1.Schedule;
import dev.sluice.schedules.Timetable;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.run.RunOrigin;
import dev.sluice.worker.run.RunScope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A warehouse with its schedule, and what has come of that so far.
 *
 * @param run the last run that was started for it
 * @param retries how often it was tried again
 * @param unfinished what that run left, unless a later run of any origin took care of it
 */
record ScheduledWarehouse(
        Schedule schedule, DoneTicks done, Optional<UUID> run, int retries, Optional<Unfinished> unfinished) {

    /** When the next run is to be started, or was; empty while there is to be none. */
    Optional<Instant> dueAt(Retries policy) {
        if (schedule.getPaused()) {
            return Optional.empty();
        }
        var tick = Timetable.of(schedule).next(counted());
        return Optional.of(retryAt(policy).filter(tick::isAfter).orElse(tick));
    }

    /** The run that is due. A tick comes before a retry: it does no less, and the count begins anew. */
    Optional<DueRun> due(Instant now, Retries policy) {
        if (schedule.getPaused()) {
            return Optional.empty();
        }
        return Timetable.of(schedule)
                .due(counted(), now)
                .map(due -> ofTicks(due, policy))
                .or(() -> unfinished.flatMap(left -> ofRetry(left, now, policy)));
    }

    private DueRun ofTicks(Timetable.Due due, Retries policy) {
        if (due.allTables()) {
            return ofTicks(due, RunScope.EVERYTHING, done.throughAll(due.through()), 0);
        }
        if (awaitsAllTables(policy)) {
            return ofTicks(due, RunScope.EVERYTHING, done.throughAll(due.through()), retries + 1);
        }
        var chosen = new RunScope(Set.copyOf(schedule.getMoreOften().getEventDefinitionIdsList()));
        return ofTicks(due, chosen, done.throughChosen(due.through()), 0);
    }

    private DueRun ofTicks(Timetable.Due due, RunScope scope, DoneTicks after, int tries) {
        return new DueRun(this, RunOrigin.SCHEDULE, scope, due.since(), after, tries);
    }

    /**
     * Whether a run over all tables failed and is to be tried again. A tick for chosen tables does that then, however early:
     * after a run over these alone nobody would remember what the other tables lack, until their next tick.
     */
    private boolean awaitsAllTables(Retries policy) {
        return switch (unfinished.orElse(null)) {
            case Unfinished.Whole left ->
                left.scope().equals(RunScope.EVERYTHING) && policy.at(left).isPresent();
            // The run that tries a table again need not be over all.
            case Unfinished.Tables _ -> false;
            case null -> false;
        };
    }

    private Optional<DueRun> ofRetry(Unfinished left, Instant now, Retries policy) {
        return policy.at(left)
                .filter(at -> !at.isAfter(now))
                .map(at -> new DueRun(this, RunOrigin.RETRY, left.scope(), at, done, retries + 1));
    }

    private Optional<Instant> retryAt(Retries policy) {
        return unfinished.flatMap(policy::at);
    }

    /** Ticks of before the schedule was set or resumed do not count. */
    private Timetable.Done counted() {
        return done.from(Timestamps.instant(schedule.getSince()));
    }
}
