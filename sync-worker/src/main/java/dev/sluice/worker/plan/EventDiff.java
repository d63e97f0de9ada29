package dev.sluice.worker.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What has to happen to one event's table, by comparing what was applied with what is desired. */
public sealed interface EventDiff {

    /** The table is missing: create it and fill it with all history. */
    record Create(Desired.EventTable desired) implements EventDiff {}

    /** Other events belong in it than before, or it stood frozen: build it anew and swap it in one step. */
    record Rebuild(Actual.AppliedEvent actual, Desired.EventTable desired) implements EventDiff {}

    /** The table is right but for the latest events. */
    record Extend(Actual.AppliedEvent actual, Desired.EventTable desired) implements EventDiff {}

    /** Stays as it is, be it frozen or archived. */
    record Keep(Actual.AppliedEvent actual, Desired.EventTable desired) implements EventDiff {}

    /** Toggled on and off again before any run: there never was a table. */
    record Nothing(Desired.EventTable desired) implements EventDiff {}

    static List<EventDiff> between(Actual actual, Desired desired) {
        return desired.events().stream().map(event -> of(actual, event)).toList();
    }

    /** The tables whose rows follow later events and migrations: all but those frozen or built anew in this run. */
    static List<String> movingTables(List<EventDiff> diffs) {
        var tables = new ArrayList<>(List.of(BuiltIn.SESSIONS, BuiltIn.PAGEVIEWS));
        for (var diff : diffs) {
            if (diff instanceof Extend(var _, var event)) {
                tables.add(event.table());
            }
        }
        return tables;
    }

    Desired.EventTable desired();

    private static EventDiff of(Actual actual, Desired.EventTable event) {
        Actual.AppliedEvent applied = actual.events().get(event.definitionId());
        boolean standing = applied != null && actual.has(event.table());
        return switch (event.state()) {
            case FROZEN, ARCHIVED -> standing ? new Keep(applied, event) : new Nothing(event);
            case SYNCED ->
                !standing
                        ? new Create(event)
                        : sameRows(applied, event) ? new Extend(applied, event) : new Rebuild(applied, event);
        };
    }

    private static boolean sameRows(Actual.AppliedEvent applied, Desired.EventTable event) {
        return applied.state() == SyncState.SYNCED && Objects.equals(applied.fingerprint(), event.fingerprint());
    }
}
