package dev.sluice.worker.capture.call;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a call says of its user, field by field as it came.
 *
 * @param values by key
 * @param unset keys that are to have no value from now on
 * @param setOnce values of keys that have none yet
 */
public record UserProperties(Map<String, Value> values, List<String> unset, Map<String, Value> setOnce) {

    public static final UserProperties NONE = new UserProperties(Map.of(), List.of(), Map.of());

    /** Begins the keys of what a user was at first, which clients send again with whatever the user is by now. */
    private static final String INITIAL = "initial_";

    /**
     * Of a client that unsets a key by giving it no value. Not what a user was at first: a visitor without, say, an
     * initial campaign would never again have one. Nor the key {@code id}, which nobody can have set.
     *
     * @param nulls keys that were sent without a value
     */
    public static UserProperties of(Map<String, Value> values, Collection<String> nulls) {
        var unset = nulls.stream()
                .filter(key -> !isInitial(key) && !key.equalsIgnoreCase("id"))
                .toList();
        return new UserProperties(values, unset, Map.of());
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return values.size() + unset.size() + setOnce.size();
    }

    /** The values of which the latest holds. */
    public Map<String, Value> ofLatest() {
        var latest = new LinkedHashMap<>(values);
        latest.keySet().removeIf(UserProperties::isInitial);
        return latest;
    }

    /** The values of which the first holds. */
    public Map<String, Value> ofFirst() {
        var first = new LinkedHashMap<>(values);
        first.keySet().removeIf(key -> !isInitial(key));
        first.putAll(setOnce);
        return first;
    }

    private static boolean isInitial(String key) {
        return key.startsWith(INITIAL);
    }
}
