package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The types that Sluice uses, as Snowflake names them in its answers and its INFORMATION_SCHEMA, and as DuckDB keeps
 * them. Whole numbers are HUGEINT, the widest that DuckDB calculates with exactly.
 */
public record DataType(Kind kind, int precision, int scale) {

    public static final DataType TEXT = new DataType(Kind.TEXT, 0, 0);
    public static final DataType NUMBER = new DataType(Kind.NUMBER, 38, 0);
    public static final DataType FLOAT = new DataType(Kind.FLOAT, 0, 0);
    public static final DataType BOOLEAN = new DataType(Kind.BOOLEAN, 0, 0);
    public static final DataType TIMESTAMP_NTZ = new DataType(Kind.TIMESTAMP_NTZ, 0, 6);
    public static final DataType VARIANT = new DataType(Kind.VARIANT, 0, 0);

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
    private static final Set<String> WHOLE = Set.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "UHUGEINT");

    public enum Kind {
        NUMBER("fixed"),
        FLOAT("real"),
        BOOLEAN("boolean"),
        TEXT("text"),
        TIMESTAMP_NTZ("timestamp_ntz"),
        VARIANT("variant");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /** A type as a statement names it. */
    static DataType parse(Tokens tokens) {
        var token = tokens.of(Token.Kind.WORD);
        return switch (token.text()) {
            case "NUMBER", "NUMERIC", "DECIMAL" -> number(tokens);
            case "INT", "INTEGER", "BIGINT", "SMALLINT" -> NUMBER;
            case "FLOAT", "FLOAT8" -> FLOAT;
            case "DOUBLE" -> {
                tokens.accept("PRECISION");
                yield FLOAT;
            }
            case "BOOLEAN" -> BOOLEAN;
            case "VARCHAR", "STRING", "TEXT" -> TEXT;
            case "TIMESTAMP_NTZ", "TIMESTAMP", "DATETIME" -> timestamp(tokens);
            case "VARIANT" -> VARIANT;
            default ->
                throw SnowflakeError.compilation(
                        "002040", "42601", "Unsupported data type '%s'.".formatted(token.text()));
        };
    }

    private static DataType number(Tokens tokens) {
        if (!tokens.accept("(")) {
            return NUMBER;
        }
        int precision = Integer.parseInt(tokens.of(Token.Kind.NUMBER).text());
        int scale = tokens.accept(",")
                ? Integer.parseInt(tokens.of(Token.Kind.NUMBER).text())
                : 0;
        tokens.expect(")");
        return scale == 0 ? NUMBER : new DataType(Kind.NUMBER, precision, scale);
    }

    private static DataType timestamp(Tokens tokens) {
        if (tokens.accept("(")) {
            var scale = tokens.of(Token.Kind.NUMBER);
            tokens.expect(")");
            if (!scale.text().equals("6")) {
                throw SnowflakeError.unsupported(
                        "TIMESTAMP_NTZ(%s): DuckDB keeps microseconds".formatted(scale.text()));
            }
        }
        return TIMESTAMP_NTZ;
    }

    public String duckDb() {
        return switch (kind) {
            case NUMBER -> scale == 0 ? "HUGEINT" : "DECIMAL(%d,%d)".formatted(precision, scale);
            case FLOAT -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case TEXT -> "VARCHAR";
            case TIMESTAMP_NTZ -> "TIMESTAMP";
            case VARIANT -> "JSON";
        };
    }

    /** What a column becomes that is made from an expression of a type of DuckDB. */
    public static DataType of(String duckDb) {
        if (WHOLE.contains(duckDb)) {
            return NUMBER;
        }
        var decimal = DECIMAL.matcher(duckDb);
        if (decimal.matches()) {
            return new DataType(Kind.NUMBER, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return switch (duckDb.toUpperCase(Locale.ROOT)) {
            case "DOUBLE", "FLOAT" -> FLOAT;
            case "BOOLEAN" -> BOOLEAN;
            case "VARCHAR", "NULL", "\"NULL\"", "SQLNULL" -> TEXT;
            case "TIMESTAMP" -> TIMESTAMP_NTZ;
            case "JSON" -> VARIANT;
            default -> throw SnowflakeError.unsupported("a result of DuckDB's type " + duckDb);
        };
    }

    /** A cast of an expression to this type, with Snowflake's rules. */
    public String cast(String expression, boolean attempt) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        String called = "sf_%s%s(%s)".formatted(attempt ? "try_" : "to_", name, expression);
        return kind == Kind.NUMBER && scale > 0 ? "CAST(%s AS %s)".formatted(expression, duckDb()) : called;
    }
}
