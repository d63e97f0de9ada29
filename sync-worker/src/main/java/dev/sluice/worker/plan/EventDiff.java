package dev.sluice.worker.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What has to happen to one event's table, by comparing what was applied with what is desired. */
public sealed interface EventDiff {

    /**
     * The table is missing: create it and fill it with all history.
     *
     * @param judgedTo the log position up to which verdicts are kept from a fill
     */
    record Create(Desired.EventTable desired, long judgedTo) implements EventDiff {}

    /**
     * Other events belong in it than before, it stood frozen, or it is not what runs made it: build it anew and swap it in one step.
     *
     * @param judgedTo the log position up to which verdicts are kept from a fill
     */
    record Rebuild(Actual.AppliedEvent actual, Desired.EventTable desired, long judgedTo) implements EventDiff {}

    /**
     * Its history is too long to be judged in this run: a run beside does that, and until then nothing, or the frozen
     * table, stands.
     *
     * @param going absent where nothing was gathered yet, or only by another definition
     */
    record FillBeside(Desired.EventTable desired, Optional<Fill> going) implements EventDiff {}

    /** The table is right but for the latest events. */
    record Extend(Actual.AppliedEvent actual, Desired.EventTable desired) implements EventDiff {}

    /** As {@link Extend}, but that the latest events wait for a later run: all else is done to the table. */
    record Wait(Actual.AppliedEvent actual, Desired.EventTable desired) implements EventDiff {}

    /**
     * Should move, and this run leaves it as it is.
     *
     * @param standing absent where the table is missing
     */
    record LeftOut(Optional<Actual.AppliedEvent> standing, Desired.EventTable desired) implements EventDiff {}

    /** Stays as it is, be it frozen or archived. */
    record Keep(Actual.AppliedEvent actual, Desired.EventTable desired) implements EventDiff {}

    /** Toggled on and off again before any run: there never was a table. */
    record Nothing(Desired.EventTable desired) implements EventDiff {}

    /**
     * Where a run's own work on history ends.
     *
     * @param head the log position up to which raw events have landed
     * @param most the most raw events that a run judges for a table that is new
     */
    record Reach(long head, long most) {
        boolean covers(long judgedTo) {
            return head - judgedTo <= most;
        }
    }

    static List<EventDiff> between(Actual actual, Desired desired, Reach reach) {
        return desired.events().stream()
                .map(event -> of(actual, desired, event, reach))
                .toList();
    }

    /** The tables whose rows follow migrations: all but those frozen, left out or built anew in this run. */
    static List<String> movingTables(List<EventDiff> diffs) {
        var tables = extendedTables(diffs);
        waiting(diffs).forEach(event -> tables.add(event.table()));
        return tables;
    }

    /** Those of them whose rows follow later events, too. */
    static List<String> extendedTables(List<EventDiff> diffs) {
        var tables = new ArrayList<>(List.of(BuiltIn.SESSIONS, BuiltIn.PAGEVIEWS));
        for (var diff : diffs) {
            if (diff instanceof Extend(var _, var event)) {
                tables.add(event.table());
            }
        }
        return tables;
    }

    /** The events whose tables are up to date after this run. */
    static List<Desired.EventTable> upToDate(List<EventDiff> diffs) {
        var events = new ArrayList<Desired.EventTable>();
        for (var diff : diffs) {
            switch (diff) {
                case Create _, Rebuild _, Extend _ -> events.add(diff.desired());
                case FillBeside _, Wait _, LeftOut _, Keep _, Nothing _ -> {}
            }
        }
        return events;
    }

    /** The events whose tables wait in this run for rows of later events. */
    static List<Desired.EventTable> waiting(List<EventDiff> diffs) {
        return diffs.stream()
                .filter(Wait.class::isInstance)
                .map(EventDiff::desired)
                .toList();
    }

    Desired.EventTable desired();

    private static EventDiff of(Actual actual, Desired desired, Desired.EventTable event, Reach reach) {
        var applied =
                Optional.ofNullable(actual.events().get(event.definitionId())).filter(_ -> actual.has(event.table()));
        if (desired.leavesOut(event)) {
            return new LeftOut(applied, event);
        }
        return switch (event.state()) {
            case FROZEN, ARCHIVED ->
                applied.<EventDiff>map(standing -> new Keep(standing, event)).orElseGet(() -> new Nothing(event));
            case SYNCED ->
                applied.filter(standing -> standing.state() == SyncState.SYNCED)
                        .map(moving -> moving(actual, moving, desired, event))
                        .orElseGet(() -> toggledOn(actual, applied, event, reach));
        };
    }

    private static EventDiff moving(
            Actual actual, Actual.AppliedEvent applied, Desired desired, Desired.EventTable event) {
        if (!Objects.equals(applied.fingerprint(), event.fingerprint()) || actual.isDamaged(event.table())) {
            return new Rebuild(applied, event, 0);
        }
        return desired.letsWait(event) ? new Wait(applied, event) : new Extend(applied, event);
    }

    private static EventDiff toggledOn(
            Actual actual, Optional<Actual.AppliedEvent> frozen, Desired.EventTable event, Reach reach) {
        var going = Optional.ofNullable(actual.fills().get(event.definitionId()))
                .filter(fill -> fill.fingerprint().equals(event.fingerprint()));
        long judgedTo = going.map(Fill::judgedTo).orElse(0L);
        if (!reach.covers(judgedTo)) {
            return new FillBeside(event, going);
        }
        return frozen.<EventDiff>map(standing -> new Rebuild(standing, event, judgedTo))
                .orElseGet(() -> new Create(event, judgedTo));
    }
}
