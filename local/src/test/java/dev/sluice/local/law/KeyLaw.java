package dev.sluice.local.law;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One row per key, no retired user in what moves, {@code all_events} is the union, and what was synced is there. */
final class KeyLaw implements Law {

    @Override
    public void hold(Moment moment) {
        var dump = moment.dump();
        keys(moment)
                .forEach((table, key) -> none(
                        dump,
                        "rows of one key in " + table,
                        "SELECT %s FROM \"%s\" GROUP BY ALL HAVING count(*) > 1".formatted(key, table)));
        retiredUsersAreGone(moment);
        allEventsIsTheUnion(moment);
        none(
                dump,
                "_sync_info speaks of what is no relation",
                "SELECT event_table_name FROM _sync_info WHERE event_table_name NOT IN"
                        + " (SELECT table_name FROM information_schema.tables)");
    }

    private static Map<String, String> keys(Moment moment) {
        var keys = new LinkedHashMap<>(Map.of(
                "users", "user_id",
                "user_migrations", "from_user_id",
                "sessions", "user_id, session_id",
                "pageviews", "user_id, event_id",
                "all_events", "user_id, event_id, event_table_name"));
        moment.movingEventTables().forEach(table -> keys.put(table, "user_id, event_id"));
        moment.movingSegmentTables().forEach(table -> keys.put(table, "user_id"));
        return keys;
    }

    private static void retiredUsersAreGone(Moment moment) {
        Stream.of(
                        List.of("users", "sessions", "pageviews", "all_events"),
                        moment.movingEventTables(),
                        moment.movingSegmentTables())
                .flatMap(List::stream)
                .forEach(table -> none(
                        moment.dump(),
                        "retired users in " + table,
                        "SELECT user_id FROM \"%s\" WHERE user_id IN (SELECT from_user_id FROM user_migrations)"
                                .formatted(table)));
    }

    private static void allEventsIsTheUnion(Moment moment) {
        var union = Stream.concat(Stream.of("pageviews"), moment.movingEventTables().stream())
                .map(table -> "SELECT event_id, \"time\", user_id, session_id, '%s' AS event_table_name FROM \"%s\""
                        .formatted(table, table))
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
        var view = "(SELECT event_id, \"time\", user_id, session_id, event_table_name FROM all_events)";
        none(moment.dump(), "all_events lacks", union + " EXCEPT ALL " + view);
        none(moment.dump(), "all_events should not have", view + " EXCEPT ALL " + union);
    }

    private static void none(Dump dump, String wrong, String sql) {
        var rows = dump.rows(sql);
        if (!rows.isEmpty()) {
            throw new AssertionError(wrong + ": " + rows.subList(0, Math.min(5, rows.size())));
        }
    }
}
