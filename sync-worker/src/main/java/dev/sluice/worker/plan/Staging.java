package dev.sluice.worker.plan;

/**
 * The names of what a run prepares before it plans: staging tables that live as long as the run's transaction, and the
 * tables and the view of the internal schema.
 */
public final class Staging {

    /** Raw events as loaded. */
    public static final String LANDED_EVENTS = "landed_events";

    /** Users as loaded; {@link #CHANGED_USERS} is made of them. */
    public static final String LANDED_USERS = "landed_users";

    /** Landed and rewritten events as they will stand in event tables. */
    public static final String TOUCHED_ROWS = "touched_rows";

    /** Events from before whose session or page changed: {@code event_id}. */
    public static final String REWRITTEN = "rewritten_events";

    /** Which event meets which definition: {@code event_definition_id, event_id}. */
    public static final String MATCHES = "matches";

    /**
     * Landed and rewritten events once for each definition they meet whose table goes on, by definition, so that what
     * goes into one table lies together: {@code event_definition_id}, then as {@link #TOUCHED_ROWS}.
     */
    public static final String TAGGED_ROWS = "tagged_rows";

    /** Values that meet a test, while matchers are judged by the distinct values of events: {@code test, value}. */
    public static final String MET_VALUES = "met_values";

    /** Users as they are now: {@code user_id, retired, identity, …, properties}. */
    public static final String CHANGED_USERS = "changed_users";

    /** Migrations as they are now: {@code from_user_id, to_user_id, time, withdrawn}. */
    public static final String CHANGED_MIGRATIONS = "changed_migrations";

    /** Ids that migrate for the first time: {@code from_user_id, to_user_id}. */
    public static final String MOVED_USERS = "moved_users";

    /** When the earliest event of {@link #MOVED_USERS} was, where the engine looks for rows by it: {@code since}. */
    public static final String MOVED_SINCE = "moved_since";

    /**
     * Raw events of ids whose earlier migration now leads elsewhere: {@code event_id, to_user_id}, and {@code time} where
     * the engine looks for rows by it.
     */
    public static final String REPOINTED_EVENTS = "repointed_events";

    /** Users who were deleted, each up to the log position of the request: {@code user_id, log_position}. */
    public static final String DELETED_USERS = "deleted_users";

    /** Their raw events, which are gone from the internal schema: {@code event_id, …}. */
    public static final String DELETED_EVENTS = "deleted_events";

    /** Events of others in visits that lost some of these: {@code event_id}. */
    public static final String BEREAVED_EVENTS = "bereaved_events";

    /** Internal: every raw event, once. */
    public static final String RAW_EVENTS = "raw_events";

    /** Internal: every user that is not retired. */
    public static final String RAW_USERS = "raw_users";

    /** Each session once, with the values of its first event. */
    public static final String RAW_SESSIONS = "raw_sessions";

    /** Internal: every migration that holds. */
    public static final String RAW_MIGRATIONS = "raw_migrations";

    /** Internal: values that rows of tables lack. */
    public static final String GAPS = "gaps";

    /** Internal: up to where the history of tables to come has been judged. */
    public static final String FILLS = "fills";

    /** Internal: the verdicts so far: {@code event_definition_id, event_id}. */
    public static final String FILL_MATCHES = "fill_matches";

    /** Internal: events that have landed and whose rows some tables wait for: {@code position, event_id}. */
    public static final String WAITING_EVENTS = "waiting_events";

    /** Internal view: raw events as they stand in event tables. */
    public static final String EVENT_ROWS = "event_rows";

    /** Internal: every event that meets a definition which a segment counts, under the user id it came with. */
    public static final String COUNTED_EVENTS = "counted_events";

    /** Internal: the definitions that are counted, and what they meant when their events were gathered. */
    public static final String COUNTED_DEFINITIONS = "counted_definitions";

    /** Internal: since when users are in segments, and when that will change by itself. */
    public static final String SEGMENT_STATES = "segment_states";

    /** Internal: what the tables of segments were last made from. */
    public static final String APPLIED_SEGMENTS = "applied_segments";

    /** Internal: the columns that runs have made: {@code table_name, column_name, column_type}. */
    public static final String MADE_COLUMNS = "made_columns";

    /** Who the ids of changed migrations were until now: {@code user_id}. */
    public static final String EARLIER_ROOTS = "earlier_roots";

    /** Users whom something happened to that may let them enter or leave segments: {@code user_id}. */
    public static final String SEGMENT_CANDIDATES = "segment_candidates";

    /** Who of them is in which segment: {@code segment_id, user_id, entered_at, changes_at, as_of}. */
    public static final String SEGMENT_VERDICTS = "segment_verdicts";

    /** Where a table differs from the verdicts: {@code segment_id, user_id, entered_before, entered_at, as_of}. */
    public static final String SEGMENT_CHANGES = "segment_changes";

    private Staging() {}

    /**
     * The rows of all history that go into a table that is built anew, with the columns of {@link #EVENT_ROWS}.
     *
     * @param definitionId of the event
     */
    public static String rowsOf(long definitionId) {
        return "rows_of_" + definitionId;
    }
}
