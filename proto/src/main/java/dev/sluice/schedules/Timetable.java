package dev.sluice.schedules;

import dev.sluice.definitions.v1.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When runs over one warehouse are started: at the ticks of its schedule, each a little later by chance. */
public final class Timetable {

    private final Ticks ticks;
    private final Jitter jitter;

    private Timetable(Ticks ticks, Jitter jitter) {
        this.ticks = ticks;
        this.jitter = jitter;
    }

    /** Of a schedule that holds to the contract. */
    public static Timetable of(Schedule schedule) {
        return new Timetable(Ticks.of(schedule), Jitter.of(schedule));
    }

    /**
     * Ticks whose time has come, for which one run is to be started.
     *
     * @param since when the first of them was due
     * @param through the last of them, or later by less than the next
     */
    public record Due(Instant since, Instant through) {}

    /**
     * Empty where nothing is due.
     *
     * @param done up to where ticks have had their run, or do not count
     */
    public Optional<Due> due(Instant done, Instant now) {
        var first = ticks.after(done);
        var since = start(first);
        if (since.isAfter(now)) {
            return Optional.empty();
        }
        var through = later(first, now.minus(jitter.longest()));
        for (var next = ticks.after(through); !start(next).isAfter(now); next = ticks.after(next)) {
            through = next;
        }
        return Optional.of(new Due(since, through));
    }

    /** When the run of the first tick after {@code done} is to be started. */
    public Instant next(Instant done) {
        return start(ticks.after(done));
    }

    /**
     * When the next runs will be started, after {@code now}.
     *
     * @param since when ticks begin to count
     */
    public List<Instant> upcoming(Instant since, Instant now, int runs) {
        return Stream.iterate(ticks.after(later(since, now.minus(jitter.longest()))), ticks::after)
                .map(this::start)
                .filter(now::isBefore)
                .limit(runs)
                .toList();
    }

    /** Never as late as the next tick, so runs are started in the order of the ticks. */
    private Instant start(Instant tick) {
        if (jitter.longest().isZero()) {
            return tick;
        }
        var gap = Duration.between(tick, ticks.after(tick));
        return tick.plus(jitter.of(tick, gap));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
