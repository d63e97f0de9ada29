package dev.sluice.worker.verify;

import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Has the landing of events derive every session and page anew, and holds what stood before against the result. */
final class RawSessions {

    private static final String BEFORE = "sessions_before";

    /** A library that nobody has. */
    private static final String NO_LIBRARY = "(the first of all sessions)";

    private final Warehouse warehouse;
    private final Comparisons comparisons;

    RawSessions(Warehouse warehouse, Comparisons comparisons) {
        this.warehouse = warehouse;
        this.comparisons = comparisons;
    }

    /**
     * An event that is gone has the visits around it derived without it. Events that never were do that for all visits: one
     * at the beginning and one at the end of what a device did. A session at the beginning of everything keeps those from
     * being passed by whose own is lost.
     */
    void deriveAllAnew() {
        warehouse.stage(BEFORE, "SELECT * FROM " + sessions());
        String time = time();
        String none = "CAST(NULL AS %s)".formatted(warehouse.dialect().type(ColumnType.BIGINT));
        for (var edge : List.of("min", "max")) {
            warehouse.execute("""
                    INSERT INTO %s (event_id, %s, device_key, session_key, visit_id)
                    SELECT %s, %s(%s), device_key, session_key, 1 FROM %s WHERE visit_id IS NOT NULL
                    GROUP BY device_key, session_key
                    """.formatted(Staging.DELETED_EVENTS, time, none, edge, time, events()));
        }
        warehouse.execute(
                """
                INSERT INTO %s (session_id, %s, library) SELECT min(visit_id), min(%s), %s FROM %s WHERE visit_id IS NOT NULL
                """.formatted(sessions(), time, time, warehouse.dialect().text(NO_LIBRARY), events()));
    }

    /** @param otherEvents whether raw events came or went */
    void verify(boolean otherEvents) {
        warehouse.execute("DELETE FROM %s WHERE library = %s"
                .formatted(sessions(), warehouse.dialect().text(NO_LIBRARY)));
        long rewritten = warehouse.count(Staging.REWRITTEN);
        comparisons.addInternal(new TableDifference(Staging.RAW_EVENTS, true, 0, 0, rewritten));
        var columns = columns();
        var compared = columns.stream().map(column -> "r." + column).toList();
        var found = comparisons.addInternal(
                Staging.RAW_SESSIONS,
                InternalRows.compare(compared, warehouse.raw("session_starts") + " AS r", BEFORE + " AS r"));
        if (found.isAny() || otherEvents || rewritten > 0) {
            String names = columns.stream().collect(Collectors.joining(", "));
            warehouse.execute("DELETE FROM " + sessions());
            warehouse.execute("INSERT INTO %s (%s) SELECT %s FROM %s"
                    .formatted(sessions(), names, names, warehouse.raw("session_starts")));
        }
    }

    private List<String> columns() {
        var columns = new ArrayList<>(List.of("session_id", time()));
        BuiltIn.SESSION_VALUES.stream().map(Column::name).forEach(columns::add);
        return columns;
    }

    private String time() {
        return warehouse.dialect().quote("time");
    }

    private String sessions() {
        return warehouse.raw(Staging.RAW_SESSIONS);
    }

    private String events() {
        return warehouse.raw(Staging.RAW_EVENTS);
    }
}
