package dev.sluice.worker.capture.call;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What keys and values of properties must be. */
final class PropertyRules {

    private static final int KEY = 1_024;

    /** Whatever its front door lets a call have; an array may take more as text than as JSON. */
    private static final int TEXT = 32_768;

    private static final int MOST_PROPERTIES = 1_000;

    private PropertyRules() {}

    static void checkEvent(String field, Map<String, Value> properties) {
        count(field, properties.size());
        properties.forEach((key, value) -> property(field, key, value));
    }

    /**
     * @param call its name, within which the fields stand
     * @param values the name of the field of values
     */
    static void checkUser(String call, String values, UserProperties properties) {
        count(call + "." + values, properties.size());
        var mentioned = new HashSet<String>();
        properties.values().forEach((key, value) -> userProperty(call + "." + values, key, value, mentioned));
        properties.unset().forEach(key -> userKey(call + ".unset", key, mentioned));
        properties.setOnce().forEach((key, value) -> userProperty(call + ".set_once", key, value, mentioned));
    }

    private static void count(String field, int count) {
        if (count > MOST_PROPERTIES) {
            throw new CallRefused(field, "have at most %,d entries".formatted(MOST_PROPERTIES));
        }
    }

    private static void userProperty(String field, String key, Value value, Set<String> mentioned) {
        userKey(field, key, mentioned);
        value(field + "." + key, value);
    }

    private static void userKey(String field, String key, Set<String> mentioned) {
        key(field, key);
        if (key.codePoints().anyMatch(Character::isISOControl)) {
            throw new CallRefused(field + " key", "not contain control characters");
        }
        if (!mentioned.add(key)) {
            throw new CallRefused(field + "." + key, "be the only mention of its key in the call");
        }
    }

    private static void property(String field, String key, Value value) {
        key(field, key);
        value(field + "." + key, value);
    }

    private static void key(String field, String key) {
        TextRules.between(field + " key", key, KEY);
        if (key.equalsIgnoreCase("id")) {
            throw new CallRefused(field + "." + key, "have another key: id is reserved");
        }
    }

    private static void value(String field, Value value) {
        if (value instanceof Value.Text text) {
            TextRules.atMost(field, text.value(), TEXT);
        }
        if (value instanceof Value.Decimal decimal
                && Double.isInfinite(decimal.value().doubleValue())) {
            throw new CallRefused(field, "be a finite number");
        }
    }
}
