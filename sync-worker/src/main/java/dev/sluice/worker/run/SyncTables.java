package dev.sluice.worker.run;

import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Desired.SegmentTable;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells analysts, in {@code _sync_info} and {@code _sync_history}, what each table is and what runs did to it. */
final class SyncTables {

    private static final List<String> BUILT_IN =
            List.of(BuiltIn.USERS, BuiltIn.SESSIONS, BuiltIn.PAGEVIEWS, BuiltIn.USER_MIGRATIONS);
    private static final List<String> TIMES =
            List.of("event_table_name", "sync_started", "sync_ended", "synced_to_time", "inserted_row_count");
    private static final String KIND = "table_kind";
    private static final String NAME = "definition_name";
    private static final String REVISION = "definition_revision";

    private final Warehouse warehouse;
    private final Predicate<String> told;

    /** @param told names the tables of which it is told; nothing is said of others */
    SyncTables(Warehouse warehouse, Predicate<String> told) {
        this.warehouse = warehouse;
        this.told = told;
    }

    /**
     * Of a run that brought tables up to date.
     *
     * @param waiting tables of which only history tells, where they changed: they are not brought further in time
     */
    void record(SyncRecord sync, List<EventTable> upToDate, List<EventTable> waiting, List<SegmentTable> segments) {
        var tables = new ArrayList<>(tables(upToDate));
        segments.forEach(
                segment -> tables.add(new Described(segment.table(), "segment", segment.name(), segment.revision())));
        tables.removeIf(table -> !told.test(table.name()));
        replaceInfo(sync, tables);
        insertHistory(sync, sync.started(), tables);
        insertHistory(
                sync,
                null,
                events(waiting).filter(table -> isChanged(sync, table)).toList());
    }

    private boolean isChanged(SyncRecord sync, Described table) {
        return told.test(table.name()) && sync.changes().containsKey(table.name());
    }

    /** Of a run that changed some tables, and brought none further in time. */
    void recordHistory(SyncRecord sync, List<EventTable> moving) {
        insertHistory(
                sync,
                null,
                tables(moving).stream().filter(table -> isChanged(sync, table)).toList());
    }

    /** A table that moves, and what it is made from; revision null for one that every warehouse has. */
    private record Described(String name, String kind, String definition, Long revision) {}

    private static List<Described> tables(List<EventTable> moving) {
        var tables = new ArrayList<Described>();
        BUILT_IN.forEach(name -> tables.add(new Described(name, name, null, null)));
        tables.addAll(events(moving).toList());
        return tables;
    }

    private static Stream<Described> events(List<EventTable> events) {
        return events.stream().map(event -> new Described(event.table(), "event", event.name(), event.revision()));
    }

    private void replaceInfo(SyncRecord sync, List<Described> tables) {
        if (tables.isEmpty()) {
            return;
        }
        String places = String.join(", ", Collections.nCopies(tables.size(), "?"));
        warehouse.execute(
                "DELETE FROM %s WHERE event_table_name IN (%s)".formatted(warehouse.table(BuiltIn.SYNC_INFO), places),
                tables.stream().map(Described::name).toList());
        warehouse.insert(
                warehouse.table(BuiltIn.SYNC_INFO),
                with(TIMES, List.of(KIND, NAME, REVISION)),
                tables.stream()
                        .map(table -> with(
                                times(sync, sync.started(), table),
                                Arrays.<Object>asList(table.kind(), table.definition(), table.revision())))
                        .toList());
    }

    /** @param syncedTo null where tables were not brought further in time */
    private void insertHistory(SyncRecord sync, Instant syncedTo, List<Described> tables) {
        warehouse.insert(
                warehouse.table(BuiltIn.SYNC_HISTORY),
                with(TIMES, List.of("run_id", REVISION, "changes")),
                tables.stream()
                        .map(table -> with(
                                times(sync, syncedTo, table),
                                Arrays.<Object>asList(
                                        sync.runId().toString(),
                                        table.revision(),
                                        sync.changes().get(table.name()))))
                        .toList());
    }

    /** A run is synced to the time when it began: every event that was durable by then has landed. */
    private static List<Object> times(SyncRecord sync, Instant syncedTo, Described table) {
        return Arrays.asList(table.name(), sync.started(), sync.ended(), syncedTo, sync.written(table.name()));
    }

    private static <T> List<T> with(List<? extends T> first, List<? extends T> more) {
        var all = new ArrayList<T>(first);
        all.addAll(more);
        return all;
    }
}
