package dev.sluice.definitions.matcher;

import dev.sluice.definitions.naming.BuiltInColumns;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns that a comparison may look at.
 *
 * @param rule completes the sentence "must be …"
 */
public record Subjects(String rule, Set<String> columns) {

    /** Ids are Sluice's own and differ between warehouses built at different times. */
    private static final Set<String> OWN_IDS = Set.of("event_id", "user_id", "session_id");

    static final Subjects EVENT = new Subjects(
            "a built-in column of event tables",
            BuiltInColumns.EVENT.stream()
                    .filter(column -> !OWN_IDS.contains(column))
                    .collect(Collectors.toSet()));

    /** When a user was last modified says nothing about the user. */
    public static final Subjects USER =
            new Subjects("identity, handle, email or joindate", Set.of("identity", "handle", "email", "joindate"));

    public Subjects {
        columns = Set.copyOf(columns);
    }
}
