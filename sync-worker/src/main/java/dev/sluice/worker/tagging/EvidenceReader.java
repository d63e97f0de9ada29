package dev.sluice.worker.tagging;

import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Evidence;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts what waits in the staging tables, for the planner. */
public final class EvidenceReader {

    private final Warehouse warehouse;
    private final Actual actual;
    private final Desired desired;
    private final List<EventDiff> diffs;
    private final Map<Long, BuiltRows> built;

    /** @param built what tagging told of the rows of tables that are to be built */
    public EvidenceReader(
            Warehouse warehouse, Actual actual, Desired desired, List<EventDiff> diffs, Map<Long, BuiltRows> built) {
        this.warehouse = warehouse;
        this.actual = actual;
        this.desired = desired;
        this.diffs = diffs;
        this.built = built;
    }

    public Evidence read(Landed landed, Map<Long, Evidence.SegmentEvidence> segments) {
        long landedAfter = landed.before().logPosition();
        long rewritten = warehouse.count(Staging.REWRITTEN);
        var moving = EventDiff.movingTables(diffs);
        var moved = rowsOf(moving, "user_id", "from_user_id", Staging.MOVED_USERS);
        var repointed = rowsOf(moving, "event_id", "event_id", Staging.REPOINTED_EVENTS);
        return new Evidence(
                landedAfter,
                landed.events(),
                history(),
                rewritten,
                warehouse.count(Staging.TOUCHED_ROWS + " WHERE session_id = event_id"),
                warehouse.count(Staging.TOUCHED_ROWS + " WHERE kind = 'pageview'"),
                matches(),
                new CarriedProperties(warehouse, diffs, built).byDefinition(),
                rewritten == 0
                        ? Map.of()
                        : rowsOf(EventDiff.extendedTables(diffs), "event_id", "event_id", Staging.REWRITTEN),
                moved,
                moved.isEmpty() ? Optional.empty() : earliest("since", Staging.MOVED_SINCE),
                repointed,
                repointed.isEmpty() ? Optional.empty() : earliest("time", Staging.REPOINTED_EVENTS),
                new MissingValues(warehouse).byOpenGap(actual, desired, moving, landedAfter),
                new DeletedRowReader(warehouse, actual, desired, diffs).read(),
                landed.users() + usersToBeMade(),
                landed.migrations(),
                segments);
    }

    /** Asked for only where a fill begins, since not every engine knows it without counting. */
    private long history() {
        boolean begins = diffs.stream()
                .anyMatch(diff -> diff instanceof EventDiff.FillBeside(var _, var going) && going.isEmpty());
        return begins ? warehouse.count(warehouse.raw(Staging.RAW_EVENTS)) : 0;
    }

    /** In a dry run the users of new events are in no feed yet. */
    private long usersToBeMade() {
        var count = new long[1];
        warehouse.query(
                """
                SELECT count(DISTINCT user_id) FROM %s AS l
                WHERE NOT EXISTS (SELECT 1 FROM %s AS u WHERE u.user_id = l.user_id)
                AND NOT EXISTS (SELECT 1 FROM %s AS c WHERE c.user_id = l.user_id)
                AND NOT EXISTS (SELECT 1 FROM %s AS m WHERE m.from_user_id = l.user_id)
                """.formatted(
                                Staging.LANDED_EVENTS,
                                warehouse.raw(Staging.RAW_USERS),
                                Staging.CHANGED_USERS,
                                warehouse.raw(Staging.RAW_MIGRATIONS)),
                row -> count[0] = row.number(1));
        return count[0];
    }

    /** Only an engine that looks for rows by their times stages these. */
    private Optional<Instant> earliest(String time, String staged) {
        var earliest = new ArrayList<Instant>();
        var dialect = warehouse.dialect();
        if (dialect.looksByTime()) {
            warehouse.query(
                    "SELECT %s FROM (SELECT MIN(%s) AS since FROM %s) AS s WHERE since IS NOT NULL"
                            .formatted(dialect.instantText("since"), dialect.quote(time), staged),
                    row -> earliest.add(Instant.parse(row.text(1))));
        }
        return earliest.stream().findFirst();
    }

    private Map<Long, Long> matches() {
        var matches = new HashMap<Long, Long>();
        warehouse.query(
                "SELECT event_definition_id, count(*) FROM %s GROUP BY event_definition_id".formatted(Staging.MATCHES),
                row -> matches.put(row.number(1), row.number(2)));
        built.forEach((id, rows) -> matches.put(id, rows.number()));
        return matches;
    }

    /** In one statement for all tables but those that are filled again; in none where nothing is staged. */
    private Map<String, Long> rowsOf(List<String> of, String key, String stagedKey, String staged) {
        var counts = new HashMap<String, Long>();
        var tables = of.stream().filter(actual::isWhole).toList();
        if (tables.isEmpty() || warehouse.count(staged) == 0) {
            return counts;
        }
        String keys = tables.stream()
                .map(table -> "SELECT %s AS moving, %s FROM %s"
                        .formatted(warehouse.dialect().text(table), key, warehouse.table(table)))
                .collect(Collectors.joining(" UNION ALL "));
        warehouse.query(
                "SELECT moving, count(*) FROM (%s) AS t WHERE %s IN (SELECT %s FROM %s) GROUP BY moving"
                        .formatted(keys, key, stagedKey, staged),
                row -> counts.put(row.text(1), row.number(2)));
        return counts;
    }
}
