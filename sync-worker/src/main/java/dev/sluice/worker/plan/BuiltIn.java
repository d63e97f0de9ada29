package dev.sluice.worker.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tables and columns that stand in every warehouse, named as dbt models and SQL written for Heap Connect expect. */
public final class BuiltIn {

    public static final String USERS = "users";
    public static final String SESSIONS = "sessions";
    public static final String PAGEVIEWS = "pageviews";
    public static final String ALL_EVENTS = "all_events";
    public static final String USER_MIGRATIONS = "user_migrations";
    public static final String SYNC_INFO = "_sync_info";
    public static final String SYNC_HISTORY = "_sync_history";
    public static final String EVENT_METADATA = "_event_metadata";

    public static final List<Column> USER_COLUMNS = List.of(
            Column.bigint("user_id"),
            Column.text("identity"),
            Column.text("handle"),
            Column.text("email"),
            Column.timestamp("joindate"),
            Column.timestamp("last_modified"));

    /** Copied from a session's first event into every row of the session. */
    public static final List<Column> SESSION_VALUES = texts(
            "library",
            "platform",
            "device_type",
            "device",
            "carrier",
            "app_name",
            "app_version",
            "country",
            "region",
            "city",
            "ip",
            "referrer",
            "landing_page",
            "landing_page_query",
            "landing_page_hash",
            "browser",
            "search_keyword",
            "utm_source",
            "utm_campaign",
            "utm_medium",
            "utm_term",
            "utm_content");

    private static final List<Column> KEYS = List.of(
            Column.bigint("event_id"), Column.bigint("user_id"), Column.bigint("session_id"), Column.timestamp("time"));

    private static final List<Column> PAGE_VALUES =
            texts("domain", "path", "query", "hash", "title", "heap_previous_page");

    private static final List<Column> TARGET_VALUES =
            texts("type", "href", "target_text", "target_tag", "target_id", "target_class");

    public static final List<Column> SESSION_COLUMNS = join(List.of(KEYS, SESSION_VALUES));

    public static final List<Column> PAGEVIEW_COLUMNS =
            join(List.of(SESSION_COLUMNS, List.of(Column.timestamp("session_time")), PAGE_VALUES));

    public static final List<Column> EVENT_COLUMNS = join(List.of(PAGEVIEW_COLUMNS, TARGET_VALUES));

    /** Of the table of a segment. */
    public static final List<Column> SEGMENT_COLUMNS =
            List.of(Column.bigint("user_id"), Column.timestamp("entered_at"), Column.timestamp("as_of"));

    /** What a row has by its session and its page, and so by other events too. */
    static final List<Column> DERIVED_COLUMNS = join(List.of(
            List.of(Column.bigint("session_id"), Column.timestamp("session_time")), SESSION_VALUES, PAGE_VALUES));

    private static final List<Column> SYNC_COLUMNS = List.of(
            Column.text("event_table_name"),
            Column.timestamp("sync_started"),
            Column.timestamp("sync_ended"),
            Column.timestamp("synced_to_time"),
            Column.bigint("inserted_row_count"));

    /** Every table that stands whether or not an event is synced. */
    static final Map<String, List<Column>> TABLES = tables();

    private BuiltIn() {}

    /** Of the tables. */
    public static Set<String> names() {
        return TABLES.keySet();
    }

    /** Those that the table has in every warehouse. */
    public static List<Column> columnsOf(String table) {
        return TABLES.get(table);
    }

    private static Map<String, List<Column>> tables() {
        var tables = new TreeMap<String, List<Column>>();
        tables.put(USERS, USER_COLUMNS);
        tables.put(SESSIONS, SESSION_COLUMNS);
        tables.put(PAGEVIEWS, PAGEVIEW_COLUMNS);
        tables.put(
                USER_MIGRATIONS,
                List.of(Column.bigint("from_user_id"), Column.bigint("to_user_id"), Column.timestamp("time")));
        tables.put(
                SYNC_INFO,
                join(List.of(
                        SYNC_COLUMNS,
                        List.of(
                                Column.text("table_kind"),
                                Column.text("definition_name"),
                                Column.bigint("definition_revision")))));
        tables.put(
                SYNC_HISTORY,
                join(List.of(
                        List.of(Column.text("run_id")),
                        SYNC_COLUMNS,
                        List.of(Column.bigint("definition_revision"), Column.text("changes")))));
        tables.put(
                EVENT_METADATA,
                List.of(
                        Column.bigint("event_definition_id"),
                        Column.text("event_name"),
                        Column.text("event_table_name"),
                        Column.bigint("definition_revision"),
                        Column.text("definition"),
                        Column.text("state"),
                        Column.text("column_name"),
                        Column.text("column_type"),
                        Column.text("property_key"),
                        Column.text("property_state"),
                        Column.timestamp("gap_from"),
                        Column.timestamp("gap_to")));
        return tables;
    }

    private static List<Column> texts(String... names) {
        return Stream.of(names).map(Column::text).toList();
    }

    private static List<Column> join(List<List<Column>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }
}
