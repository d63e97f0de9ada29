package dev.sluice.worker.plan;

import java.util.Map;

/**
 * What stands of deleted users, in numbers.
 *
 * @param rows of their events in each table, frozen ones too
 * @param members of theirs in each frozen table of a segment; from one that is kept up they go by themselves
 * @param traces rows of others in each frozen table that may tell of them; in tables that move such rows are written
 *     again anyway
 */
public record DeletedRows(Map<String, Long> rows, Map<String, Long> members, Map<String, Long> traces) {

    public static final DeletedRows NONE = new DeletedRows(Map.of(), Map.of(), Map.of());

    /** How rows of deleted users are found. */
    public enum Key {
        /** By their raw events, under whatever id they stand. */
        EVENT("event_id IN (SELECT event_id FROM %s)".formatted(Staging.DELETED_EVENTS)),
        /** By their ids. */
        USER("user_id IN (SELECT user_id FROM %s)".formatted(Staging.DELETED_USERS));

        private final String condition;

        Key(String condition) {
            this.condition = condition;
        }

        public String condition() {
            return condition;
        }
    }

    /** Rows of others whose session or page may be by an event of theirs. */
    static final String BEREAVED =
            "(t.event_id IN (SELECT event_id FROM %s) OR t.session_id IN (SELECT event_id FROM %s))"
                    .formatted(Staging.BEREAVED_EVENTS, Staging.DELETED_EVENTS);

    private static final String IDS = "(SELECT user_id FROM %s)".formatted(Staging.DELETED_USERS);

    /**
     * A frozen table tells who somebody was when it froze: rows under a deleted id whose events, {@code r}, are somebody
     * else's by now. Those of a new user under such an id stay.
     */
    static final String UNDER_THEIR_IDS = "t.user_id IN %s AND r.user_id NOT IN %s".formatted(IDS, IDS);

    public DeletedRows {
        rows = Map.copyOf(rows);
        members = Map.copyOf(members);
        traces = Map.copyOf(traces);
    }

    /** The rows that {@link Change.RemoveTraces} is about, of the table {@code t} and the event rows {@code r}. */
    public static String areTraces() {
        return "r.event_id = t.event_id AND (%s OR %s)".formatted(BEREAVED, UNDER_THEIR_IDS);
    }
}
