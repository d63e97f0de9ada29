package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Sql;
import dev.sluice.worker.plan.Widening;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Snowflake's SQL. */
final class SnowflakeDialect implements Dialect {

    /** Names are pinned in lower case; in upper case nobody has to quote them. People's own may be spelled in quotes. */
    @Override
    public String quote(String identifier) {
        return inSql(identifier);
    }

    /** A name that is spelled as in SQL, with its quotes; whatever was registered, it stays one name. */
    static String inSql(String spelled) {
        return exactly(kept(spelled));
    }

    /** Of a name as Snowflake keeps it. */
    static String exactly(String stored) {
        return '"' + stored.replace("\"", "\"\"") + '"';
    }

    /** How Snowflake keeps a name that is spelled as in SQL: in upper case, or in quotes. */
    static String kept(String spelled) {
        return spelled.length() > 1 && spelled.startsWith("\"") && spelled.endsWith("\"")
                ? spelled.substring(1, spelled.length() - 1).replace("\"\"", "\"")
                : stored(spelled);
    }

    /** The pinned name, or in quotes one that cannot be pinned. */
    static String spelled(String kept) {
        String pinned = pinned(kept);
        return kept(pinned).equals(kept) ? pinned : exactly(kept);
    }

    /** How Snowflake keeps a name, and tells it. */
    static String stored(String identifier) {
        return identifier.toUpperCase(Locale.ROOT);
    }

    /** The pinned name of what Snowflake keeps under a name. */
    static String pinned(String stored) {
        return stored.toLowerCase(Locale.ROOT);
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case BIGINT -> "NUMBER(38, 0)";
            case DOUBLE -> "FLOAT";
            case TEXT -> "VARCHAR";
            case TIMESTAMP -> "TIMESTAMP_NTZ(6)";
        };
    }

    /** The type that the information schema reports; text for one that Sluice never makes. */
    static ColumnType type(String reported) {
        return switch (reported) {
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "NUMBER" -> ColumnType.BIGINT;
            case "FLOAT" -> ColumnType.DOUBLE;
            case "TIMESTAMP_NTZ" -> ColumnType.TIMESTAMP;
            default -> ColumnType.TEXT;
        };
    }

    /** A cast straight to a timestamp without zone ignores the offset, so it goes by way of one with a zone. */
    @Override
    public String property(String alias, String storedName, ColumnType type) {
        String text = "GET(%s.properties, %s)::VARCHAR".formatted(alias, text(storedName));
        return switch (type) {
            case TEXT -> text;
            case TIMESTAMP -> "CONVERT_TIMEZONE('UTC', %s::TIMESTAMP_TZ)::TIMESTAMP_NTZ(6)".formatted(text);
            case BOOLEAN, BIGINT, DOUBLE -> "%s::%s".formatted(text, type(type));
        };
    }

    @Override
    public String properties(String json) {
        return "PARSE_JSON(%s)".formatted(json);
    }

    @Override
    public String comparable(String properties) {
        return "TO_JSON(%s)".formatted(properties);
    }

    /**
     * A backslash escapes here.
     *
     * @see <a href="https://docs.snowflake.com/en/sql-reference/data-types-text#string-constants">string constants</a>
     */
    @Override
    public String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public String instant(Instant instant) {
        return "'%s'::TIMESTAMP_NTZ(6)".formatted(INSTANT.format(instant));
    }

    @Override
    public String instantText(String timestamp) {
        return "TO_CHAR(%s, 'YYYY-MM-DD\"T\"HH24:MI:SS.FF6\"Z\"')".formatted(timestamp);
    }

    @Override
    public String storedNames(String alias) {
        return "stored.value::VARCHAR";
    }

    @Override
    public String besideStoredNames(String alias) {
        return ", LATERAL FLATTEN(INPUT => OBJECT_KEYS(%s.properties)) AS stored".formatted(alias);
    }

    @Override
    public String carriesAny(String alias) {
        return "ARRAY_SIZE(OBJECT_KEYS(%s.properties)) > 0".formatted(alias);
    }

    @Override
    public boolean insertsIntoMany() {
        return true;
    }

    /** Which partitions of a table a statement reads is decided before it runs, by what stands in it. */
    @Override
    public boolean looksByTime() {
        return true;
    }

    /** Without the week of fail-safe that other tables are billed for: all that is in it can be made again. */
    @Override
    public String createTable(String table, String columns) {
        return "CREATE TRANSIENT TABLE %s (%s)".formatted(table, columns);
    }

    /** A run that died after it made the table may have left it. */
    @Override
    public String createTableOf(String table, String query) {
        return replace(table, query);
    }

    @Override
    public List<String> index(String table, List<String> keys) {
        return List.of();
    }

    @Override
    public Sql replaceTable(String table, String query) {
        return new Sql(List.of(), List.of(replace(table, query)));
    }

    private static String replace(String table, String query) {
        return "CREATE OR REPLACE TRANSIENT TABLE %s COPY GRANTS AS %s".formatted(table, query);
    }

    @Override
    public List<String> replaceView(String view, String query) {
        return List.of("CREATE OR REPLACE VIEW %s COPY GRANTS AS %s".formatted(view, query));
    }

    /** A column's type cannot change where it stands. */
    @Override
    public List<String> widenColumn(Widening widening) {
        String column = quote(widening.desired().name());
        String query = widening.isToText() ? retaken(widening, column) : cast(widening, column);
        return List.of(replace(widening.table(), query));
    }

    private String cast(Widening widening, String column) {
        return "SELECT * REPLACE (%s::%s AS %s) FROM %s"
                .formatted(column, type(widening.desired().type()), column, widening.table());
    }

    private static String retaken(Widening widening, String column) {
        return "SELECT t.* REPLACE (IFF(t.%s IS NULL, NULL, COALESCE(%s, t.%s::VARCHAR)) AS %s) FROM %s AS t LEFT JOIN %s AS r ON r.%s = t.%s"
                .formatted(
                        column,
                        widening.sent(),
                        column,
                        column,
                        widening.table(),
                        widening.raw(),
                        widening.key(),
                        widening.key());
    }
}
