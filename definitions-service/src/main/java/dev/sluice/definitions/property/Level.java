package dev.sluice.definitions.property;

import dev.sluice.definitions.naming.BuiltInColumns;
import java.util.List;
import java.util.Set;

/** What a property belongs to, and with that the tables its column stands in. */
enum Level {
    USER,
    SESSION,
    EVENT;

    Set<String> builtInColumns() {
        return switch (this) {
            case USER -> BuiltInColumns.USER;
            case SESSION, EVENT -> BuiltInColumns.EVENT;
        };
    }

    /** Session values are copied into event rows, so both levels share one set of column names. */
    List<Level> sharingTables() {
        return switch (this) {
            case USER -> List.of(USER);
            case SESSION, EVENT -> List.of(SESSION, EVENT);
        };
    }

    /** The user properties that are built-in columns themselves, and text like them. */
    boolean isBuiltIn(String key) {
        return this == USER && (key.equals("email") || key.equals("handle"));
    }
}
