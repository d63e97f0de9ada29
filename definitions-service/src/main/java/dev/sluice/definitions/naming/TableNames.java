package dev.sluice.definitions.naming;

import java.util.Set;
import java.util.function.Predicate;

/** Makes the table name of an event from the event's name. */
public final class TableNames {

    private static final Set<String> RESERVED = Set.of(
            "users",
            "sessions",
            "pageviews",
            "all_events",
            "user_migrations",
            "_sync_info",
            "_sync_history",
            "_event_metadata");

    private static final String SEGMENT_PREFIX = "segment_";
    private static final String EVENT_SUFFIX = "_event";

    private TableNames() {}

    /** @param taken the names that the environment has pinned already */
    public static String make(String event, Predicate<String> taken) {
        var name = CleanName.withoutLeadingDigit(CleanName.of(event));
        return PinnedName.of(isReserved(name) ? name + EVENT_SUFFIX : name, event, taken);
    }

    private static boolean isReserved(String name) {
        return RESERVED.contains(name) || name.startsWith(SEGMENT_PREFIX);
    }
}
