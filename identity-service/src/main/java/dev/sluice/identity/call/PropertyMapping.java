package dev.sluice.identity.call;

import static dev.sluice.identity.validation.FieldRules.count;
import static dev.sluice.identity.validation.FieldRules.printable;
import static dev.sluice.identity.validation.FieldRules.require;

import dev.sluice.identity.property.PropertyChange;
import dev.sluice.identity.property.StoredValue;
import dev.sluice.identity.v1.AddUserPropertiesCall;
import java.util.HashMap;
import java.util.Map;

/** Reads what a call does to the properties of its user: one thing per key. */
final class PropertyMapping {

    private static final int MOST_KEYS = 1_000;
    private static final int LONGEST_KEY = 1_024;

    /** Of a key, what an error shows: enough to find it, short enough for a header. */
    private static final int SHOWN = 64;

    private final Map<String, PropertyChange> changes = new HashMap<>();

    private PropertyMapping() {}

    /** @param path what stands before the names of the call's fields in the request */
    static Map<String, PropertyChange> changes(String path, AddUserPropertiesCall call) {
        count(
                path + "properties",
                call.getPropertiesCount() + call.getUnsetCount() + call.getSetOnceCount(),
                MOST_KEYS);
        var mapping = new PropertyMapping();
        call.getPropertiesMap().forEach((key, value) -> {
            var field = entry(path + "properties", key);
            mapping.add(field, key, new PropertyChange.Set(StoredValue.of(field, value)));
        });
        for (int index = 0; index < call.getUnsetCount(); index++) {
            mapping.add(path + "unset[" + index + "]", call.getUnset(index), new PropertyChange.Unset());
        }
        call.getSetOnceMap().forEach((key, value) -> {
            var field = entry(path + "set_once", key);
            mapping.add(field, key, new PropertyChange.SetOnce(StoredValue.of(field, value)));
        });
        return mapping.changes;
    }

    private void add(String field, String key, PropertyChange change) {
        printable(field, key, LONGEST_KEY);
        require(!key.equalsIgnoreCase("id"), field, "must not be keyed id, which names the user");
        require(changes.put(key, change) == null, field, "must be the only mention of its key in the call");
    }

    private static String entry(String field, String key) {
        return field + "[\"" + shown(key) + "\"]";
    }

    private static String shown(String key) {
        return key.codePointCount(0, key.length()) <= SHOWN ? key : key.substring(0, key.offsetByCodePoints(0, SHOWN));
    }
}
