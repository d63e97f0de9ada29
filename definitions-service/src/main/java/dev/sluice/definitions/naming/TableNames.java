package dev.sluice.definitions.naming;

import java.util.Set;
import java.util.function.Predicate;

/** Makes the table name of an event or a segment from its name. */
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

    private static final String SEGMENT = "segment";
    private static final String SEGMENT_PREFIX = SEGMENT + "_";
    private static final String EVENT_SUFFIX = "_event";

    private TableNames() {}

    /** @param taken the names that the environment has pinned already */
    public static String ofEvent(String event, Predicate<String> taken) {
        var name = CleanName.withoutLeadingDigit(CleanName.of(event));
        return PinnedName.of(isReserved(name) ? name + EVENT_SUFFIX : name, event, taken);
    }

    /** @param taken the names that the environment has pinned already */
    public static String ofSegment(String segment, Predicate<String> taken) {
        var name = CleanName.of(segment);
        return name.isEmpty()
                ? PinnedName.of(SEGMENT, segment, table -> table.equals(SEGMENT) || taken.test(table))
                : PinnedName.of(SEGMENT_PREFIX + name, segment, taken);
    }

    private static boolean isReserved(String name) {
        return RESERVED.contains(name) || name.startsWith(SEGMENT_PREFIX);
    }
}
