package dev.sluice.local.law;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row of an event table as the laws look at it.
 *
 * @param values of properties, by column; no null among them
 */
record EventRow(String user, String session, String source, String previousPage, SortedMap<String, String> values) {

    EventRow withoutValues() {
        return new EventRow(user, session, source, previousPage, new TreeMap<>());
    }

    @Override
    public String toString() {
        return "user %s, session %s, from %s, after %s%s"
                .formatted(user, session, source, previousPage, values.isEmpty() ? "" : ", " + values);
    }
}
