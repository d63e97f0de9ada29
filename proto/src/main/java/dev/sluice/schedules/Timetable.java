package dev.sluice.schedules;

import dev.sluice.definitions.v1.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When runs over one warehouse are started: at the ticks of its schedule, each a little later by chance. Ticks for all
 * tables and those for chosen ones are one row of moments, or the two of one moment would be late by different times.
 */
public final class Timetable {

    private final Ticks ticks;
    private final Ticks ofAllTables;
    private final Jitter jitter;

    private Timetable(Ticks ticks, Ticks ofAllTables, Jitter jitter) {
        this.ticks = ticks;
        this.ofAllTables = ofAllTables;
        this.jitter = jitter;
    }

    /** Of a schedule that holds to the contract. */
    public static Timetable of(Schedule schedule) {
        var ofAllTables = Ticks.of(schedule);
        var ticks =
                schedule.hasMoreOften() ? new EitherTicks(ofAllTables, Ticks.of(schedule.getMoreOften())) : ofAllTables;
        return new Timetable(ticks, ofAllTables, Jitter.of(schedule));
    }

    /**
     * Up to where ticks have had their run, or do not count.
     *
     * @param all those for all tables
     * @param chosen those for chosen tables, too; never before {@code all}, since a run over all tables is over these
     */
    public record Done(Instant all, Instant chosen) {

        public Done {
            chosen = later(all, chosen);
        }
    }

    /**
     * Ticks whose time has come, for which one run is to be started.
     *
     * @param since when the first of them was due
     * @param through the last of them, or later by less than the next
     * @param allTables whether one of them is for all tables
     */
    public record Due(Instant since, Instant through, boolean allTables) {}

    /** Empty where nothing is due. */
    public Optional<Due> due(Done done, Instant now) {
        var first = first(done);
        var since = start(first);
        if (since.isAfter(now)) {
            return Optional.empty();
        }
        var through = later(first, now.minus(jitter.longest()));
        for (var next = ticks.after(through); !start(next).isAfter(now); next = ticks.after(next)) {
            through = next;
        }
        return Optional.of(
                new Due(since, through, !ofAllTables.after(done.all()).isAfter(through)));
    }

    /** When the run of the first tick that is not done is to be started. */
    public Instant next(Done done) {
        return start(first(done));
    }

    private Instant first(Done done) {
        var ofAll = ofAllTables.after(done.all());
        var any = ticks.after(done.chosen());
        return ofAll.isBefore(any) ? ofAll : any;
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
