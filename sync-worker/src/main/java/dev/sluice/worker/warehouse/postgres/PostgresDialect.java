package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Sql;
import dev.sluice.worker.plan.Widening;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** PostgreSQL's SQL. */
final class PostgresDialect implements Dialect {

    private final Layout layout;

    PostgresDialect(Layout layout) {
        this.layout = layout;
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> "boolean";
            case BIGINT -> "bigint";
            case DOUBLE -> "double precision";
            case TEXT -> "text";
            case TIMESTAMP -> "timestamp";
        };
    }

    /** The type that {@code format_type} reports; text for one that Sluice never makes. */
    static ColumnType type(String reported) {
        return switch (reported) {
            case "boolean" -> ColumnType.BOOLEAN;
            case "bigint" -> ColumnType.BIGINT;
            case "double precision" -> ColumnType.DOUBLE;
            case "timestamp without time zone" -> ColumnType.TIMESTAMP;
            default -> ColumnType.TEXT;
        };
    }

    /** A cast straight to timestamp ignores the offset, so it goes by way of timestamptz. */
    @Override
    public String property(String alias, String storedName, ColumnType type) {
        String text = "(%s.properties ->> %s)".formatted(alias, text(storedName));
        return switch (type) {
            case TEXT -> text;
            case TIMESTAMP -> "CAST(%s AS timestamptz) AT TIME ZONE 'UTC'".formatted(text);
            case BOOLEAN, BIGINT, DOUBLE -> "CAST(%s AS %s)".formatted(text, type(type));
        };
    }

    @Override
    public String properties(String json) {
        return "CAST(%s AS jsonb)".formatted(json);
    }

    /**
     * A text with a backslash takes the form that means the same whatever {@code standard_conforming_strings} says.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">string constants</a>
     */
    @Override
    public String text(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    @Override
    public String instantText(String timestamp) {
        return "to_char(%s, 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')".formatted(timestamp);
    }

    @Override
    public String storedNames(String alias) {
        return "jsonb_object_keys(%s.properties)".formatted(alias);
    }

    @Override
    public String carriesAny(String alias) {
        return "%s.properties <> '{}'".formatted(alias);
    }

    @Override
    public List<String> index(String table, List<String> keys) {
        return keys.stream()
                .map(key -> "CREATE INDEX ON %s (%s)".formatted(table, key))
                .toList();
    }

    @Override
    public Sql replaceTable(String table, String query) {
        return new Sql(
                List.of(
                        "CREATE TABLE %s AS %s".formatted(shadowOf(table), query),
                        "CALL %s(%s, %s)".formatted(procedure("copy_indexes"), text(table), text(shadowOf(table)))),
                List.of("CALL %s(%s, %s)".formatted(procedure("swap"), text(table), text(shadowOf(table)))));
    }

    @Override
    public List<String> widenColumn(Widening widening) {
        String column = quote(widening.desired().name());
        String alter = "CALL %s(%s, %s, %s)"
                .formatted(
                        procedure("widen"),
                        text(widening.table()),
                        text(widening.desired().name()),
                        text(type(widening.desired().type())));
        return widening.isToText() ? List.of(alter, widening.retake(column)) : List.of(alter);
    }

    private String procedure(String name) {
        return quote(layout.rawSchema()) + "." + name;
    }

    /** Beside the table, in the internal schema, and never longer than an identifier may be. */
    private String shadowOf(String table) {
        return quote(layout.rawSchema()) + "."
                + quote("shadow_" + UUID.nameUUIDFromBytes(table.getBytes(StandardCharsets.UTF_8)));
    }
}
