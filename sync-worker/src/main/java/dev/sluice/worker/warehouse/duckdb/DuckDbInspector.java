package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.Fill;
import dev.sluice.worker.plan.Gap;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what stands in a DuckDB warehouse. */
final class DuckDbInspector {

    private final Warehouse warehouse;

    DuckDbInspector(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    Actual inspect() {
        var rows = rows();
        return new Actual(
                schemaExists(), tables(rows.keySet()), rows, events(), allEvents(), gaps(), fills(), segments());
    }

    private boolean schemaExists() {
        var found = new ArrayList<String>();
        warehouse.query(
                "SELECT schema_name FROM duckdb_schemas() WHERE database_name = current_database() AND schema_name = "
                        + literal(),
                row -> found.add(row.text(1)));
        return !found.isEmpty();
    }

    /** Views have columns too, and are no tables. */
    private Map<String, List<Column>> tables(Set<String> names) {
        var tables = new HashMap<String, List<Column>>();
        warehouse.query("""
                SELECT table_name, column_name, data_type FROM duckdb_columns()
                WHERE database_name = current_database() AND schema_name = %s
                ORDER BY table_name, column_index
                """.formatted(literal()), row -> {
            String table = row.text(1);
            if (names.contains(table)) {
                tables.computeIfAbsent(table, _ -> new ArrayList<>())
                        .add(new Column(row.text(2), DuckDbDialect.type(row.text(3))));
            }
        });
        return tables;
    }

    private Map<String, Long> rows() {
        var rows = new HashMap<String, Long>();
        warehouse.query(
                "SELECT table_name, estimated_size FROM duckdb_tables() WHERE database_name = current_database()"
                        + " AND schema_name = " + literal(),
                row -> rows.put(row.text(1), row.number(2)));
        return rows;
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

    private String literal() {
        return warehouse.dialect().text(warehouse.layout().schema());
    }
}
