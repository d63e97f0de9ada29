package dev.sluice.worker.schedule;

import dev.sluice.schedules.Timetable;
import java.time.Instant;
import java.util.Optional;

/**
 * Up to where ticks have had their run; empty before the first.
 *
 * @param all those for all tables, and those for chosen ones
 * @param chosen those for chosen tables; as a rule later, and of no meaning where it is not
 */
record DoneTicks(Optional<Instant> all, Optional<Instant> chosen) {

    /** Ticks of before {@code since} do not count. */
    Timetable.Done from(Instant since) {
        return new Timetable.Done(
                all.filter(since::isBefore).orElse(since),
                chosen.filter(since::isBefore).orElse(since));
    }

    DoneTicks throughAll(Instant time) {
        return new DoneTicks(Optional.of(time), Optional.of(time));
    }

    DoneTicks throughChosen(Instant time) {
        return new DoneTicks(all, Optional.of(time));
    }
}
