package dev.sluice.worker.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in a warehouse now.
 *
 * @param schemaExists whether the environment's schema is there
 * @param tables the columns of each table in the schema, ours or not
 * @param rows about how many rows each of them has
 * @param events what was applied, by event definition id
 * @param allEvents the tables that the view {@code all_events} joins; empty when there is no view
 * @param gaps values that rows of tables lack
 * @param fills histories that are being judged for tables yet to come, by event definition id
 * @param segments what was applied, by segment id
 * @param made the columns of each of our tables as runs left them; people may have changed them since
 * @param taken names of the schema that something has which no run made: a table, a view, a sequence
 */
public record Actual(
        boolean schemaExists,
        Map<String, List<Column>> tables,
        Map<String, Long> rows,
        Map<Long, AppliedEvent> events,
        List<String> allEvents,
        List<Gap> gaps,
        Map<Long, Fill> fills,
        Map<Long, AppliedSegment> segments,
        Map<String, List<Column>> made,
        Set<String> taken) {

    /** The fingerprint of a table that a run left out: no definition has it, so the table is built anew. */
    public static final String STALE = "stale";

    /** A warehouse in which no run has written anything. */
    public static final Actual EMPTY = new Actual(false, Map.of(), Map.of(), Map.of(), List.of(), List.of(), Map.of());

    public Actual {
        tables = Map.copyOf(tables);
        rows = Map.copyOf(rows);
        events = Map.copyOf(events);
        allEvents = List.copyOf(allEvents);
        gaps = List.copyOf(gaps);
        fills = Map.copyOf(fills);
        segments = Map.copyOf(segments);
        made = Map.copyOf(made);
        taken = Set.copyOf(taken);
    }

    /** Of a warehouse that nobody else has touched. */
    public Actual(
            boolean schemaExists,
            Map<String, List<Column>> tables,
            Map<String, Long> rows,
            Map<Long, AppliedEvent> events,
            List<String> allEvents,
            List<Gap> gaps,
            Map<Long, Fill> fills,
            Map<Long, AppliedSegment> segments) {
        this(schemaExists, tables, rows, events, allEvents, gaps, fills, segments, Map.of(), Set.of());
    }

    /** Of one without segments, too. */
    public Actual(
            boolean schemaExists,
            Map<String, List<Column>> tables,
            Map<String, Long> rows,
            Map<Long, AppliedEvent> events,
            List<String> allEvents,
            List<Gap> gaps,
            Map<Long, Fill> fills) {
        this(schemaExists, tables, rows, events, allEvents, gaps, fills, Map.of());
    }

    /** Of an event definition: what its table was last made from. */
    public record AppliedEvent(
            long definitionId, String name, String table, long revision, String fingerprint, SyncState state) {
        boolean isStale() {
            return fingerprint.equals(STALE);
        }
    }

    /** Of a segment: what its table was last made from. */
    public record AppliedSegment(
            long segmentId, String name, String table, long revision, String fingerprint, SyncState state) {
        boolean isStale() {
            return fingerprint.equals(STALE);
        }
    }

    /** The same, for a look at everybody: as if all segments had been left out. */
    public Actual withStaleSegments() {
        var stale = new HashMap<Long, AppliedSegment>();
        segments.forEach((id, applied) -> stale.put(
                id,
                new AppliedSegment(id, applied.name(), applied.table(), applied.revision(), STALE, applied.state())));
        return new Actual(schemaExists, tables, rows, events, allEvents, gaps, fills, stale, made, taken);
    }

    boolean has(String table) {
        return tables.containsKey(table) && !taken.contains(table);
    }

    /** Whether somebody dropped columns that runs had made, or gave them another type. */
    boolean isDamaged(String table) {
        return has(table) && !tables.get(table).containsAll(made.getOrDefault(table, List.of()));
    }

    /** Whether somebody dropped a table that runs had made, or changed its columns. */
    boolean isBroken(String table) {
        return made.containsKey(table) && (!has(table) || isDamaged(table));
    }

    /** Whether a table stands with all the columns that runs had made, by which its rows can be asked for. */
    public boolean isWhole(String table) {
        return tables.containsKey(table) && !isBroken(table);
    }

    /** The columns that somebody has added to a table of ours. */
    List<String> foreignColumns(String table) {
        if (!has(table) || !made.containsKey(table)) {
            return List.of();
        }
        var ours = made.get(table).stream().map(Column::name).toList();
        return tables.get(table).stream()
                .map(Column::name)
                .filter(name -> !ours.contains(name))
                .toList();
    }

    /** The events of which a table stands that earlier runs made. */
    public List<Desired.EventTable> standing(Desired desired) {
        return desired.events().stream()
                .filter(event -> events.containsKey(event.definitionId()) && has(event.table()))
                .toList();
    }

    /** The column of this name, where the table stands and has it. */
    public Optional<Column> column(String table, String name) {
        return tables.getOrDefault(table, List.of()).stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    /** Whether the table follows later events: {@code users}, and those of events that were synced and built when last applied. */
    public boolean moves(String table) {
        return table.equals(BuiltIn.USERS)
                || events.values().stream()
                        .anyMatch(event -> event.table().equals(table)
                                && event.state() == SyncState.SYNCED
                                && !event.isStale()
                                && has(table));
    }

    List<Gap> gapsOf(String table, String storedName) {
        return gaps.stream()
                .filter(gap -> gap.table().equals(table) && gap.storedName().equals(storedName))
                .toList();
    }

    long rowsOf(String table) {
        return rows.getOrDefault(table, 0L);
    }
}
