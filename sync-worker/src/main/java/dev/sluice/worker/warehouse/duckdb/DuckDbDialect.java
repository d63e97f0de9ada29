package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Sql;
import dev.sluice.worker.plan.Widening;
import java.util.List;

/** DuckDB's SQL. */
final class DuckDbDialect implements Dialect {

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case TIMESTAMP -> "TIMESTAMP";
        };
    }

    /** The type that {@code duckdb_columns()} reports; text for one that Sluice never makes. */
    static ColumnType type(String reported) {
        return switch (reported) {
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "BIGINT" -> ColumnType.BIGINT;
            case "DOUBLE" -> ColumnType.DOUBLE;
            case "TIMESTAMP" -> ColumnType.TIMESTAMP;
            default -> ColumnType.TEXT;
        };
    }

    /** A cast straight to TIMESTAMP ignores the offset, so it goes by way of TIMESTAMPTZ. */
    @Override
    public String property(String alias, String storedName, ColumnType type) {
        String text = "%s.properties[%s]".formatted(alias, literal(storedName));
        return switch (type) {
            case TEXT -> text;
            case TIMESTAMP -> "CAST(CAST(%s AS TIMESTAMPTZ) AT TIME ZONE 'UTC' AS TIMESTAMP)".formatted(text);
            case BOOLEAN, BIGINT, DOUBLE -> "CAST(%s AS %s)".formatted(text, type(type));
        };
    }

    @Override
    public String properties(String json) {
        return "CAST(CAST(%s AS JSON) AS MAP(VARCHAR, VARCHAR))".formatted(json);
    }

    @Override
    public String comparable(String properties) {
        return "list_sort(map_entries(%s))".formatted(properties);
    }

    @Override
    public String text(String value) {
        return literal(value);
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String instantText(String timestamp) {
        return "strftime(%s, '%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ')".formatted(timestamp);
    }

    @Override
    public String storedNames(String alias) {
        return "unnest(map_keys(%s.properties))".formatted(alias);
    }

    @Override
    public String carriesAny(String alias) {
        return "cardinality(%s.properties) > 0".formatted(alias);
    }

    @Override
    public List<String> index(String table, List<String> keys) {
        return List.of();
    }

    @Override
    public Sql replaceTable(String table, String query) {
        return new Sql(List.of(), List.of("CREATE OR REPLACE TABLE %s AS %s".formatted(table, query)));
    }

    @Override
    public List<String> widenColumn(Widening widening) {
        String column = quote(widening.desired().name());
        String alter = "ALTER TABLE %s ALTER COLUMN %s TYPE %s"
                .formatted(widening.table(), column, type(widening.desired().type()));
        return widening.isToText() ? List.of(alter, widening.retake(column)) : List.of(alter);
    }
}
