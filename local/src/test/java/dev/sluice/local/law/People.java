package dev.sluice.local.law;

import java.util.Map;
import java.util.TreeMap;

/** Reads users and their migrations, in the oracle's names. */
final class People {

    static final String FIRST_SEEN = "joindate";

    private People() {}

    static Map<String, Map<String, String>> users(Moment moment) {
        boolean hasPlan = moment.dump().columns("users").contains("plan");
        var users = new TreeMap<String, Map<String, String>>();
        for (var user : moment.dump()
                .rows("SELECT user_id, strftime(joindate, '%Y-%m-%dT%H:%M:%SZ'), email, " + (hasPlan ? "plan" : "NULL")
                        + " FROM users")) {
            var row = new TreeMap<>(Map.of(FIRST_SEEN, user.get(1), "email", user.get(2), "plan", user.get(3)));
            row.values().removeIf(Dump.NULL::equals);
            users.put(named(moment, user.getFirst()), row);
        }
        return users;
    }

    static Map<String, String> migrations(Moment moment) {
        var migrations = new TreeMap<String, String>();
        moment.dump()
                .rows("SELECT from_user_id, to_user_id, strftime(\"time\", '%Y-%m-%dT%H:%M:%SZ') FROM user_migrations")
                .forEach(row ->
                        migrations.put(named(moment, row.get(0)), named(moment, row.get(1)) + " at " + row.get(2)));
        return migrations;
    }

    private static String named(Moment moment, String userId) {
        return moment.userNames().getOrDefault(userId, userId);
    }
}
