package dev.sluice.worker.tagging;

import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Evidence;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what waits in the staging tables, for the planner. */
public final class EvidenceReader {

    private final Warehouse warehouse;
    private final Actual actual;
    private final List<EventDiff> diffs;

    public EvidenceReader(Warehouse warehouse, Actual actual, List<EventDiff> diffs) {
        this.warehouse = warehouse;
        this.actual = actual;
        this.diffs = diffs;
    }

    public Evidence read(Landed landed) {
        long rewritten = count("SELECT count(*) FROM " + Staging.REWRITTEN);
        return new Evidence(
                landed.events(),
                rewritten,
                count("SELECT count(*) FROM %s WHERE session_id = event_id".formatted(Staging.TOUCHED_ROWS)),
                count("SELECT count(*) FROM %s WHERE kind = 'pageview'".formatted(Staging.TOUCHED_ROWS)),
                matches(),
                carried(),
                rewritten == 0 ? Map.of() : rowsToRemove(),
                landed.migrations() == 0 ? Map.of() : rowsToMove(),
                landed.users() + usersToBeMade(),
                landed.migrations());
    }

    /** In a dry run the users of new events are in no feed yet. */
    private long usersToBeMade() {
        return count("""
                SELECT count(DISTINCT user_id) FROM %s WHERE user_id NOT IN (SELECT user_id FROM %s)
                AND user_id NOT IN (SELECT user_id FROM %s) AND user_id NOT IN (SELECT from_user_id FROM %s)
                """.formatted(
                        Staging.LANDED_EVENTS,
                        warehouse.raw(Staging.RAW_USERS),
                        Staging.CHANGED_USERS,
                        warehouse.raw(Staging.RAW_MIGRATIONS)));
    }

    private long count(String query) {
        var count = new long[1];
        warehouse.query(query, row -> count[0] = row.number(1));
        return count[0];
    }

    private Map<Long, Long> matches() {
        var matches = new HashMap<Long, Long>();
        warehouse.query(
                "SELECT event_definition_id, count(*) FROM %s GROUP BY event_definition_id".formatted(Staging.MATCHES),
                row -> matches.put(row.number(1), row.number(2)));
        return matches;
    }

    private Map<Long, Set<String>> carried() {
        var carried = new HashMap<Long, Set<String>>();
        warehouse.query(
                "SELECT DISTINCT m.event_definition_id, %s FROM %s AS m JOIN %s AS e ON e.event_id = m.event_id"
                        .formatted(
                                warehouse.dialect().storedNames("e"),
                                Staging.MATCHES,
                                warehouse.raw(Staging.RAW_EVENTS)),
                row -> carried.computeIfAbsent(row.number(1), _ -> new HashSet<>())
                        .add(row.text(2)));
        return carried;
    }

    private Map<String, Long> rowsToRemove() {
        return countPerTable("event_id IN (SELECT event_id FROM %s)".formatted(Staging.REWRITTEN));
    }

    private Map<String, Long> rowsToMove() {
        return countPerTable("user_id IN (SELECT from_user_id FROM %s) OR event_id IN (SELECT event_id FROM %s)"
                .formatted(Staging.MOVED_USERS, Staging.REPOINTED_EVENTS));
    }

    /** One statement for all tables, however many there are. */
    private Map<String, Long> countPerTable(String condition) {
        var tables = EventDiff.movingTables(diffs).stream()
                .filter(actual.tables()::containsKey)
                .toList();
        var counts = new HashMap<String, Long>();
        if (tables.isEmpty()) {
            return counts;
        }
        String query = tables.stream()
                .map(table -> "SELECT '%s', count(*) FROM %s WHERE %s"
                        .formatted(table.replace("'", "''"), warehouse.table(table), condition))
                .collect(Collectors.joining(" UNION ALL "));
        warehouse.query(query, row -> counts.put(row.text(1), row.number(2)));
        return counts;
    }
}
