package dev.sluice.local.law;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who is who, computed the obvious way: all calls at once, in the order of their stamps. */
final class IdentityOracle {

    private static final Comparator<Call> STAMP =
            Comparator.comparing(Call::minute).thenComparing(Call::id);

    private final List<Call> calls;
    private final Map<String, Call.Identify> identifiedBy = new HashMap<>();
    private final Map<String, Call.Alias> aliasedBy = new HashMap<>();

    IdentityOracle(List<Call> history) {
        calls = history.stream().sorted(STAMP).toList();
        for (var call : calls) {
            switch (call) {
                case Call.Identify identify ->
                    identifiedBy.putIfAbsent(identify.device().toString(), identify);
                case Call.Alias alias -> accept(alias);
                case Call.Occurrence _, Call.Properties _, Call.Undone _ -> {}
            }
        }
    }

    /** The first alias of an identity counts, unless it would close a loop. */
    private void accept(Call.Alias alias) {
        if (!end(alias.to()).equals(alias.from())) {
            aliasedBy.putIfAbsent(alias.from(), alias);
        }
    }

    private String end(String identity) {
        var alias = aliasedBy.get(identity);
        return alias == null ? identity : end(alias.to());
    }

    String root(String userKey) {
        var identify = identifiedBy.get(userKey);
        return identify == null ? end(userKey) : end(identify.identity());
    }

    /** Everybody a call names, with the minutes of the calls that name them. */
    private static Stream<String> named(Call call) {
        return switch (call) {
            case Call.Occurrence occurrence -> Stream.of(occurrence.userKey());
            case Call.Identify identify -> Stream.of(identify.device().toString(), identify.identity());
            case Call.Alias alias -> Stream.of(alias.from(), alias.to());
            case Call.Properties properties -> Stream.of(properties.userKey());
            case Call.Undone(var undone) -> named(undone);
        };
    }

    /** From each user that became another: to whom, and when. */
    Map<String, String> migrations() {
        var migrations = new TreeMap<String, String>();
        identifiedBy.forEach((device, call) -> migrations.put(device, migration(device, call)));
        aliasedBy.forEach((identity, call) -> migrations.put(identity, migration(identity, call)));
        return migrations;
    }

    private String migration(String from, Call decisive) {
        return root(from) + " at " + CapturedCalls.time(decisive.minute());
    }

    /** The rows of {@code users}, by user: first seen, then the properties. */
    Map<String, Map<String, String>> users() {
        var users = new TreeMap<String, Map<String, String>>();
        known().forEach((user, known) -> {
            var row = new TreeMap<String, String>();
            known.forEach((column, value) -> row.put(column, value.value()));
            users.put(user, row);
        });
        return users;
    }

    /**
     * The same with the minutes of the calls that tell of it: first what is set and unset in the order of the stamps, then
     * in the same order what is set once, where nothing is yet.
     */
    Map<String, Map<String, Known>> known() {
        var users = new TreeMap<String, Map<String, Known>>();
        for (var call : calls) {
            var seen = new Known(CapturedCalls.time(call.minute()).toString(), call.minute());
            named(call)
                    .map(this::root)
                    .forEach(user ->
                            users.computeIfAbsent(user, _ -> new TreeMap<>()).putIfAbsent(People.FIRST_SEEN, seen));
            if (call instanceof Call.Properties given && given.way() != Call.Way.SET_ONCE) {
                users.get(root(given.userKey())).putAll(known(given));
            }
        }
        calls.stream()
                .filter(call -> call instanceof Call.Properties given && given.way() == Call.Way.SET_ONCE)
                .map(Call.Properties.class::cast)
                .forEach(given -> known(given).forEach(users.get(root(given.userKey()))::putIfAbsent));
        users.values().forEach(user -> user.values().removeIf(known -> known.value() == null));
        return users;
    }

    /** What is unset is known to be nothing. */
    private static Map<String, Known> known(Call.Properties given) {
        var known = new TreeMap<String, Known>();
        given.values()
                .forEach((key, value) -> known.put(
                        key, new Known(given.way() == Call.Way.UNSET ? null : value.toString(), given.minute())));
        return known;
    }
}
