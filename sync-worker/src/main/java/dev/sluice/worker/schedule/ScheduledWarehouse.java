package dev.sluice.worker.schedule;

import dev.sluice.definitions.v1.Schedule;
import dev.sluice.schedules.Timetable;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.run.RunOrigin;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A warehouse with its schedule, and what has come of that so far.
 *
 * @param doneTo ticks up to here have had their run
 * @param run the last of these runs
 * @param retries how often it was tried again
 * @param unfinished what that run left, unless a later run of any origin took care of it
 */
record ScheduledWarehouse(
        Schedule schedule, Optional<Instant> doneTo, Optional<UUID> run, int retries, Optional<Unfinished> unfinished) {

    /** When the next run is to be started, or was; empty while there is to be none. */
    Optional<Instant> dueAt(Retries policy) {
        if (schedule.getPaused()) {
            return Optional.empty();
        }
        var tick = Timetable.of(schedule).next(done());
        return Optional.of(retryAt(policy).filter(tick::isAfter).orElse(tick));
    }

    /** The run that is due. A tick comes before a retry: it does the same, and the count begins anew. */
    Optional<DueRun> due(Instant now, Retries policy) {
        if (schedule.getPaused()) {
            return Optional.empty();
        }
        return Timetable.of(schedule)
                .due(done(), now)
                .map(due -> new DueRun(this, RunOrigin.SCHEDULE, due.since(), Optional.of(due.through()), 0))
                .or(() -> retryAt(policy)
                        .filter(at -> !at.isAfter(now))
                        .map(at -> new DueRun(this, RunOrigin.RETRY, at, Optional.empty(), retries + 1)));
    }

    private Optional<Instant> retryAt(Retries policy) {
        return unfinished.flatMap(policy::at);
    }

    /** Ticks of before the schedule was set or resumed do not count. */
    private Instant done() {
        var since = Timestamps.instant(schedule.getSince());
        return doneTo.filter(since::isBefore).orElse(since);
    }
}
