package dev.sluice.local.law;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Users, migrations, sessions and the rows of tables that move are what the oracle says; of values, {@link ValueLaw}. */
final class RowLaw implements Law {

    @Override
    public void hold(Moment moment) {
        var identities = new IdentityOracle(moment.world().captured());
        Difference.none("users", firstSeen(identities.users()), firstSeen(People.users(moment)));
        Difference.none("user_migrations", identities.migrations(), People.migrations(moment));
        Difference.none(
                "sessions",
                Map.of("rows", String.valueOf(moment.oracle().sessions())),
                Map.of(
                        "rows",
                        moment.dump().column("SELECT count(*) FROM sessions").getFirst()));
        for (var event : moment.events().moving()) {
            Difference.none(
                    moment.events().table(event),
                    withoutValues(moment.expected(event)),
                    withoutValues(moment.actual(event)));
        }
    }

    private static Map<String, String> firstSeen(Map<String, Map<String, String>> users) {
        return users.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, user -> user.getValue().get(People.FIRST_SEEN), (a, _) -> a, TreeMap::new));
    }

    private static Map<String, EventRow> withoutValues(Map<String, EventRow> rows) {
        var places = new TreeMap<String, EventRow>();
        rows.forEach((call, row) -> places.put(call, row.withoutValues()));
        return places;
    }
}
