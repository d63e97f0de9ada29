package dev.sluice.identity.call;

import static dev.sluice.identity.validation.FieldRules.count;
import static dev.sluice.identity.validation.FieldRules.require;
import static dev.sluice.identity.validation.FieldRules.storable;

import dev.sluice.identity.property.StoredValue;
import dev.sluice.values.v1.PropertyValue;
import java.util.HashMap;
import java.util.Map;

/** Reads the properties of a call. */
final class PropertyMapping {

    private static final int MOST_PROPERTIES = 1_000;
    private static final int LONGEST_KEY = 1_024;

    /** Of a key, what an error shows: enough to find it, short enough for a header. */
    private static final int SHOWN = 64;

    private PropertyMapping() {}

    static Map<String, StoredValue> properties(String path, Map<String, PropertyValue> given) {
        count(path, given.size(), MOST_PROPERTIES);
        var properties = new HashMap<String, StoredValue>();
        given.forEach((key, value) -> {
            var field = path + "[\"" + shown(key) + "\"]";
            storable(field, key, LONGEST_KEY);
            require(!key.equalsIgnoreCase("id"), field, "must not be keyed id, which names the user");
            properties.put(key, StoredValue.of(field, value));
        });
        return properties;
    }

    private static String shown(String key) {
        return key.codePointCount(0, key.length()) <= SHOWN ? key : key.substring(0, key.offsetByCodePoints(0, SHOWN));
    }
}
