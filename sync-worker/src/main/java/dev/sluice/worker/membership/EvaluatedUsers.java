package dev.sluice.worker.membership;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.segment.UserHistory.Known;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The users to be looked at, and the events of theirs that count, in two tables side by side: users get places from 1
 * on, so that both can be read range by range, whatever their number.
 */
final class EvaluatedUsers {

    private static final String USERS = "evaluated_users";
    private static final String EVENTS = "evaluated_events";

    /** Before the properties come place, user id, whether a candidate, joindate and identity. */
    private static final int FIRST_PROPERTY = 6;

    private final Warehouse warehouse;
    private final List<String> keys;
    private final List<String> storedNames;

    /** @param storedNames of the properties that conditions look at, by key; a key that nobody ever had is absent */
    EvaluatedUsers(Warehouse warehouse, Map<String, String> storedNames) {
        this.warehouse = warehouse;
        this.keys = List.copyOf(storedNames.keySet());
        this.storedNames = keys.stream().map(storedNames::get).toList();
    }

    /** What is known of one user but for the events. @param candidate whether anything happened to the user */
    record Row(
            long place,
            long userId,
            boolean candidate,
            Instant joindate,
            String identity,
            Map<String, Known> properties) {}

    /** Takes the events of users: places in order, and times in order within them. */
    interface Events {
        void add(long place, long definitionId, Instant time);
    }

    /**
     * @param everybody or candidates only
     * @param withNew also those who have landed and are in no feed yet, as in a dry run
     * @return how many there are
     */
    long gather(boolean everybody, boolean withNew) {
        String candidates = "(SELECT user_id FROM %s)".formatted(Staging.SEGMENT_CANDIDATES);
        warehouse.stage(USERS, """
                SELECT row_number() OVER (ORDER BY x.user_id) AS place, x.user_id, c.user_id IS NOT NULL AS candidate,
                  x.joindate, x.identity%s
                FROM (
                  SELECT r.user_id, r.joindate, r.identity, r.property_times AS properties%s FROM (%s) AS r%s) AS x
                LEFT JOIN (SELECT DISTINCT user_id FROM %s) AS c ON c.user_id = x.user_id
                ORDER BY place
                """.formatted(
                        perProperty(i -> ", x.v%d, %s AS t%d".formatted(i, property("x", i), i)),
                        perProperty(i -> ", %s AS v%d".formatted(property("r", i), i)),
                        withNew ? people() + " UNION ALL " + newPeople() : people(),
                        everybody ? "" : " WHERE r.user_id IN " + candidates,
                        Staging.SEGMENT_CANDIDATES));
        gatherEvents();
        var count = new long[1];
        warehouse.query("SELECT count(*) FROM " + USERS, row -> count[0] = row.number(1));
        return count[0];
    }

    private String perProperty(IntFunction<String> expression) {
        return IntStream.range(0, keys.size()).mapToObj(expression).collect(Collectors.joining());
    }

    private String property(String alias, int place) {
        return warehouse.dialect().property(alias, storedNames.get(place), ColumnType.TEXT);
    }

    private String time() {
        return warehouse.dialect().quote("time");
    }

    private String people() {
        return "SELECT user_id, joindate, identity, properties, property_times FROM "
                + warehouse.raw(Staging.RAW_USERS);
    }

    private String newPeople() {
        return """
                SELECT user_id, min(%s), min(known_identity), NULL, NULL FROM %s AS l
                WHERE NOT EXISTS (SELECT 1 FROM %s AS u WHERE u.user_id = l.user_id)
                AND NOT EXISTS (SELECT 1 FROM %s AS m WHERE m.from_user_id = l.user_id)
                GROUP BY user_id""".formatted(
                time(), Staging.LANDED_EVENTS, warehouse.raw(Staging.RAW_USERS), warehouse.raw(Staging.RAW_MIGRATIONS));
    }

    /** Events stand under the ids they came with: those of the user, and those that migrated to the user. */
    private void gatherEvents() {
        warehouse.stage(EVENTS, """
                SELECT u.place, c.event_definition_id, c.%s FROM %s AS c
                JOIN (
                  SELECT place, user_id AS came_with FROM %s
                  UNION ALL
                  SELECT e.place, m.from_user_id FROM %s AS e JOIN %s AS m ON m.to_user_id = e.user_id) AS u
                  ON u.came_with = c.user_id
                ORDER BY u.place
                """.formatted(
                time(), warehouse.raw(Staging.COUNTED_EVENTS), USERS, USERS, warehouse.raw(Staging.RAW_MIGRATIONS)));
    }

    void read(long after, long until, Consumer<Row> rows) {
        warehouse.query(
                "SELECT place, user_id, candidate, %s, identity%s FROM %s WHERE place > %d AND place <= %d ORDER BY place"
                        .formatted(
                                warehouse.dialect().instantText("joindate"),
                                perProperty(i -> ", v%d, t%d".formatted(i, i)),
                                USERS,
                                after,
                                until),
                row -> rows.accept(row(row)));
    }

    private Row row(Warehouse.Row row) {
        var joindate = Instant.parse(row.text(4));
        return new Row(row.number(1), row.number(2), row.flag(3), joindate, row.text(5), properties(row, joindate));
    }

    /** A value of which it is not known when it was given holds since the user joined. */
    private Map<String, Known> properties(Warehouse.Row row, Instant joindate) {
        var properties = new HashMap<String, Known>();
        for (int i = 0; i < keys.size(); i++) {
            String value = row.text(FIRST_PROPERTY + 2 * i);
            String since = row.text(FIRST_PROPERTY + 2 * i + 1);
            if (value != null) {
                properties.put(keys.get(i), new Known(value, since == null ? joindate : Instant.parse(since)));
            }
        }
        return properties;
    }

    void readEvents(long after, long until, Events events) {
        warehouse.query(
                "SELECT place, event_definition_id, %s FROM %s WHERE place > %d AND place <= %d ORDER BY place, %s"
                        .formatted(warehouse.dialect().instantText(time()), EVENTS, after, until, time()),
                row -> events.add(row.number(1), row.number(2), Instant.parse(row.text(3))));
    }
}
