package dev.sluice.local.law;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user has the latest value of each property; one that is null or was given earlier, be it to whom this user was taken
 * for then, only while the property is archived or unsynced, or where a gap is recorded.
 */
final class UserValueLaw implements Law {

    @Override
    public void hold(Moment moment) {
        var expected = new IdentityOracle(moment.world().captured()).users();
        var actual = People.users(moment);
        unsyncedIsGone(moment);
        for (var property : List.of(NamedProperty.PLAN, NamedProperty.EMAIL)) {
            var sent = sent(moment, property);
            expected.forEach((user, values) -> {
                var value = actual.getOrDefault(user, Map.of()).get(property.key());
                boolean right = Objects.equals(values.get(property.key()), value)
                        || mayBeOld(moment, property) && (value == null || sent.contains(value));
                if (!right) {
                    throw new AssertionError("users.%s of %s is %s, where %s was sent"
                            .formatted(property.column(), user, value, values.get(property.key())));
                }
            });
        }
    }

    /** But the column of emails, which all warehouses have. */
    private static void unsyncedIsGone(Moment moment) {
        var plan = NamedProperty.PLAN;
        if (moment.world().properties().isUnsynced(plan)
                && moment.dump().columns("users").contains(plan.column())) {
            throw new AssertionError("users still has the column of an unsynced property");
        }
    }

    private static boolean mayBeOld(Moment moment, NamedProperty property) {
        var properties = moment.world().properties();
        return properties.isArchived(property)
                || properties.isUnsynced(property)
                || moment.gaps().contains(List.of("users", property.column()));
    }

    private static Set<String> sent(Moment moment, NamedProperty property) {
        return moment.world().captured().stream()
                .flatMap(call -> call instanceof Call.Properties given ? Stream.of(given.values()) : Stream.empty())
                .filter(values -> values.containsKey(property.key()))
                .map(values -> values.get(property.key()).toString())
                .collect(Collectors.toSet());
    }
}
