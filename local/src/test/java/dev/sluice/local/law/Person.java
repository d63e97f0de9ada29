package dev.sluice.local.law;

import java.util.List;
import java.util.Map;

/**
 * A user as segments look at users.
 *
 * @param known by subject; a property that the user does not have is absent
 * @param did the minutes of the user's occurrences of each event
 */
record Person(Map<String, Known> known, Map<NamedEvent, List<Integer>> did) {

    int joined() {
        return known.get(People.FIRST_SEEN).since();
    }

    /** What the user does not have was missing ever since the user joined. */
    Known known(String subject) {
        return known.getOrDefault(subject, new Known(null, joined()));
    }

    long times(NamedEvent event, int after, int until) {
        return did.get(event).stream()
                .filter(minute -> minute > after && minute <= until)
                .count();
    }
}
