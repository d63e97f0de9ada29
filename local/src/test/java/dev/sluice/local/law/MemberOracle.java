package dev.sluice.local.law;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who is in a segment since when, computed the obvious way: everybody is asked at every minute, back from the last. */
final class MemberOracle {

    /** By then histories are over, and all windows that are ever over before somebody looks. */
    private static final int LAST_MINUTE = RandomCalls.MINUTES + Window.LONG.minutes();

    private final Map<String, Person> people = new TreeMap<>();

    MemberOracle(Moment moment) {
        var did = new EnumMap<NamedEvent, Map<String, List<Integer>>>(NamedEvent.class);
        for (var event : NamedEvent.values()) {
            did.put(event, moment.oracle().minutes(fact -> moment.events().means(event, fact)));
        }
        new IdentityOracle(moment.world().captured())
                .known()
                .forEach((user, known) -> people.put(user, person(user, known, did)));
    }

    private static Person person(
            String user, Map<String, Known> known, Map<NamedEvent, Map<String, List<Integer>>> did) {
        var mine = new EnumMap<NamedEvent, List<Integer>>(NamedEvent.class);
        did.forEach((event, minutes) -> mine.put(event, minutes.getOrDefault(user, List.of())));
        var all = new TreeMap<>(known);
        if (RandomCalls.IDENTITY_NAMES.contains(user)) {
            all.put("identity", new Known(user, known.get(People.FIRST_SEEN).since()));
        }
        return new Person(all, mine);
    }

    /** By user, since when the user is in. */
    SortedMap<String, String> members(Who who) {
        var members = new TreeMap<String, String>();
        people.forEach((user, person) -> entered(who, person)
                .ifPresent(
                        minute -> members.put(user, CapturedCalls.time(minute).toString())));
        return members;
    }

    private static OptionalInt entered(Who who, Person person) {
        int minute = LAST_MINUTE;
        while (minute >= person.joined() && who.at(minute, person) == Truth.TRUE) {
            minute--;
        }
        return minute == LAST_MINUTE ? OptionalInt.empty() : OptionalInt.of(minute + 1);
    }
}
