package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What stands for each {@code ?} of a statement, in DuckDB's SQL. */
public final class Binds {

    private final List<String> values;
    private final boolean described;
    private final List<String> rows;
    private int used;

    private Binds(List<String> values, boolean described, List<String> rows) {
        this.values = List.copyOf(values);
        this.described = described;
        this.rows = rows;
    }

    public static Binds none() {
        return new Binds(List.of(), false, List.of());
    }

    public static Binds of(List<String> literals) {
        return new Binds(literals, false, List.of());
    }

    /** For a statement that is only looked at. */
    public static Binds unknown() {
        return new Binds(List.of(), true, List.of());
    }

    /** Many rows at once: {@code ?} is a column of them. */
    public static Binds rows(String relation, List<String> casts) {
        return new Binds(casts, false, List.of(relation));
    }

    /** The binding of one type and value as the driver sends it: numbers and times as text. */
    public static String literal(String type, String value) {
        return value == null ? "NULL" : cast(type, Names.literal(value));
    }

    /** @param text an expression of the text that the driver sends for a value */
    public static String cast(String type, String text) {
        return switch (type) {
            case "FIXED" -> "CAST(%s AS HUGEINT)".formatted(text);
            case "REAL" -> "CAST(%s AS DOUBLE)".formatted(text);
            case "BOOLEAN" -> "CAST(%s AS BOOLEAN)".formatted(text);
            case "TEXT" -> "CAST(%s AS VARCHAR)".formatted(text);
            case "TIMESTAMP_NTZ", "TIMESTAMP_LTZ" ->
                "make_timestamp(CAST(CAST(%s AS HUGEINT) // 1000 AS BIGINT))".formatted(text);
            case "ANY" -> text;
            case "STAGED" -> "sf_staged(%s)".formatted(text);
            default -> throw SnowflakeError.unsupported("a bind of type " + type);
        };
    }

    String next() {
        used++;
        if (described) {
            return "NULL";
        }
        if (used > values.size()) {
            throw SnowflakeError.compilation("002049", "42601", "Bind variable ? not set.");
        }
        return values.get(used - 1);
    }

    /** Where there are many rows, the relation that holds them. */
    List<String> relation() {
        return rows;
    }

    public int used() {
        return used;
    }

    /** The names of columns that hold binds. */
    public static List<String> columns(int count) {
        return new ArrayList<>(
                IntStream.rangeClosed(1, count).mapToObj(at -> "B" + at).toList());
    }
}
