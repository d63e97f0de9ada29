package dev.sluice.worker.warehouse;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Fill;
import dev.sluice.worker.plan.Gap;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.plan.SyncState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what earlier runs wrote down in the internal schema, which is the same on every engine. */
public final class InternalTables {

    private final Warehouse warehouse;

    public InternalTables(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * What stands in the warehouse: the shape of its schema as the engine tells it, and what was applied.
     *
     * @param others whatever has a name in the schema and is no table: views, sequences
     */
    public Actual actual(
            boolean schemaExists, Map<String, List<Column>> tables, Map<String, Long> rows, Set<String> others) {
        var events = events();
        var segments = segments();
        return new Actual(
                schemaExists,
                tables,
                rows,
                events,
                others.contains(BuiltIn.ALL_EVENTS) ? allEvents() : List.of(),
                gaps(),
                fills(),
                segments,
                made(),
                new Ownership(events.values(), segments.values()).taken(tables, others));
    }

    public Warehouse.Cursors cursors() {
        var cursors = new ArrayList<Warehouse.Cursors>();
        warehouse.query(
                "SELECT log_position, feed_position FROM " + warehouse.raw("cursors"),
                row -> cursors.add(new Warehouse.Cursors(row.number(1), row.number(2))));
        return cursors.isEmpty() ? new Warehouse.Cursors(0, 0) : cursors.getFirst();
    }

    public long appliedRevision() {
        var revision = new long[1];
        warehouse.query(
                "SELECT coalesce(snapshot_revision, 0) FROM " + warehouse.raw("cursors"),
                row -> revision[0] = row.number(1));
        return revision[0];
    }

    private Map<String, List<Column>> made() {
        var made = new HashMap<String, List<Column>>();
        warehouse.query(
                "SELECT table_name, column_name, column_type FROM " + warehouse.raw(Staging.MADE_COLUMNS),
                row -> made.computeIfAbsent(row.text(1), _ -> new ArrayList<>())
                        .add(new Column(row.text(2), ColumnType.valueOf(row.text(3)))));
        return made;
    }

    private List<Gap> gaps() {
        var gaps = new ArrayList<Gap>();
        warehouse.query(
                "SELECT event_table_name, stored_name, after_position, coalesce(until_position, -1) FROM %s"
                        .formatted(warehouse.raw(Staging.GAPS)),
                row -> gaps.add(new Gap(
                        row.text(1),
                        row.text(2),
                        row.number(3),
                        row.number(4) < 0 ? OptionalLong.empty() : OptionalLong.of(row.number(4)))));
        return gaps;
    }

    private Map<Long, Fill> fills() {
        var fills = new HashMap<Long, Fill>();
        warehouse.query(
                "SELECT event_definition_id, fingerprint, judged_to FROM " + warehouse.raw(Staging.FILLS),
                row -> fills.put(row.number(1), new Fill(row.number(1), row.text(2), row.number(3))));
        return fills;
    }

    private Map<Long, Actual.AppliedEvent> events() {
        var events = new HashMap<Long, Actual.AppliedEvent>();
        warehouse.query(
                "SELECT event_definition_id, event_name, event_table_name, definition_revision, fingerprint, state FROM %s"
                        .formatted(warehouse.raw("applied_events")),
                row -> events.put(
                        row.number(1),
                        new Actual.AppliedEvent(
                                row.number(1),
                                row.text(2),
                                row.text(3),
                                row.number(4),
                                row.text(5),
                                SyncState.valueOf(row.text(6)))));
        return events;
    }

    private Map<Long, Actual.AppliedSegment> segments() {
        var segments = new HashMap<Long, Actual.AppliedSegment>();
        warehouse.query(
                "SELECT segment_id, segment_name, segment_table_name, segment_revision, fingerprint, state FROM %s"
                        .formatted(warehouse.raw(Staging.APPLIED_SEGMENTS)),
                row -> segments.put(
                        row.number(1),
                        new Actual.AppliedSegment(
                                row.number(1),
                                row.text(2),
                                row.text(3),
                                row.number(4),
                                row.text(5),
                                SyncState.valueOf(row.text(6)))));
        return segments;
    }

    private List<String> allEvents() {
        var tables = new ArrayList<String>();
        warehouse.query(
                "SELECT event_table_name FROM %s ORDER BY place".formatted(warehouse.raw(BuiltIn.ALL_EVENTS)),
                row -> tables.add(row.text(1)));
        return tables;
    }
}
