package dev.sluice.worker.warehouse.snowflake.standin.sql;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every function that may be called, and what it is in DuckDB where that differs. All others are unknown. */
final class Functions {

    private static final int ANY_NUMBER = 255;

    private static final Map<String, Rule> RULES = Map.ofEntries(
            // Conditions
            same("COALESCE", 2, ANY_NUMBER, "coalesce"),
            same("NVL", 2, 2, "coalesce"),
            same("IFNULL", 2, 2, "coalesce"),
            same("NULLIF", 2, 2, "nullif"),
            rule("IFF", 3, 3, arguments -> "CASE WHEN %s THEN %s ELSE %s END".formatted(arguments.toArray())),
            rule(
                    "NVL2",
                    3,
                    3,
                    arguments -> "CASE WHEN %s IS NOT NULL THEN %s ELSE %s END".formatted(arguments.toArray())),
            rule("ZEROIFNULL", 1, 1, arguments -> "coalesce(%s, 0)".formatted(arguments.getFirst())),
            rule("EQUAL_NULL", 2, 2, arguments -> "(%s IS NOT DISTINCT FROM %s)".formatted(arguments.toArray())),
            rule("GREATEST", 1, ANY_NUMBER, arguments -> nullIfAnyIs(arguments, "greatest")),
            rule("LEAST", 1, ANY_NUMBER, arguments -> nullIfAnyIs(arguments, "least")),
            same("GREATEST_IGNORE_NULLS", 1, ANY_NUMBER, "greatest"),
            same("LEAST_IGNORE_NULLS", 1, ANY_NUMBER, "least"),
            // Texts
            rule("CONCAT", 1, ANY_NUMBER, Functions::concat),
            rule("CONCAT_WS", 2, ANY_NUMBER, Functions::concatBetween),
            same("LOWER", 1, 1, "lower"),
            same("UPPER", 1, 1, "upper"),
            same("LENGTH", 1, 1, "length"),
            same("LEN", 1, 1, "length"),
            rule("TRIM", 1, 1, arguments -> "trim(%s, ' ')".formatted(arguments.getFirst())),
            rule("LTRIM", 1, 1, arguments -> "ltrim(%s, ' ')".formatted(arguments.getFirst())),
            rule("RTRIM", 1, 1, arguments -> "rtrim(%s, ' ')".formatted(arguments.getFirst())),
            rule(
                    "REPLACE",
                    2,
                    3,
                    arguments -> "replace(%s, %s, %s)"
                            .formatted(
                                    arguments.get(0),
                                    arguments.get(1),
                                    arguments.size() == 3 ? arguments.get(2) : "''")),
            same("SUBSTR", 2, 3, "substr"),
            same("SUBSTRING", 2, 3, "substr"),
            same("LEFT", 2, 2, "left"),
            same("RIGHT", 2, 2, "right"),
            same("STARTSWITH", 2, 2, "starts_with"),
            same("ENDSWITH", 2, 2, "ends_with"),
            same("CONTAINS", 2, 2, "contains"),
            rule("POSITION", 2, 2, arguments -> "instr(%2$s, %1$s)".formatted(arguments.toArray())),
            rule("CHARINDEX", 2, 2, arguments -> "instr(%2$s, %1$s)".formatted(arguments.toArray())),
            rule("REGEXP_LIKE", 2, 2, arguments -> "regexp_full_match(%s, %s)".formatted(arguments.toArray())),
            same("MD5", 1, 1, "md5"),
            rule("SHA2", 1, 1, arguments -> "sha256(%s)".formatted(arguments.getFirst())),
            same("CHR", 1, 1, "chr"),
            // Numbers
            same("ABS", 1, 1, "abs"),
            same("FLOOR", 1, 1, "floor"),
            same("CEIL", 1, 1, "ceil"),
            same("ROUND", 1, 2, "round"),
            same("MOD", 2, 2, "mod"),
            // Conversions
            rule("TO_NUMBER", 1, 1, arguments -> DataType.NUMBER.cast(arguments.getFirst(), false)),
            rule("TO_DOUBLE", 1, 1, arguments -> DataType.FLOAT.cast(arguments.getFirst(), false)),
            rule("TO_BOOLEAN", 1, 1, arguments -> DataType.BOOLEAN.cast(arguments.getFirst(), false)),
            rule("TO_VARIANT", 1, 1, arguments -> DataType.VARIANT.cast(arguments.getFirst(), false)),
            rule("TRY_TO_NUMBER", 1, 1, arguments -> DataType.NUMBER.cast(arguments.getFirst(), true)),
            rule("TRY_TO_DOUBLE", 1, 1, arguments -> DataType.FLOAT.cast(arguments.getFirst(), true)),
            rule("TRY_TO_BOOLEAN", 1, 1, arguments -> DataType.BOOLEAN.cast(arguments.getFirst(), true)),
            rule("TRY_TO_TIMESTAMP_NTZ", 1, 1, arguments -> DataType.TIMESTAMP_NTZ.cast(arguments.getFirst(), true)),
            rule("TO_TIMESTAMP_NTZ", 1, 2, Functions::toTimestamp),
            rule("TO_TIMESTAMP_TZ", 1, 1, arguments -> "sf_to_timestamp_tz(%s)".formatted(arguments.getFirst())),
            rule("TO_VARCHAR", 1, 2, Functions::toText),
            rule("TO_CHAR", 1, 2, Functions::toText),
            rule("CONVERT_TIMEZONE", 2, 2, Functions::toUtc),
            // Times
            same("SYSDATE", 0, 0, "sf_now"),
            same("CURRENT_TIMESTAMP", 0, 0, "sf_now"),
            // Semi-structured values
            same("GET", 2, 2, "sf_get"),
            same("PARSE_JSON", 1, 1, "sf_parse_json"),
            same("TRY_PARSE_JSON", 1, 1, "sf_try_parse_json"),
            same("OBJECT_KEYS", 1, 1, "sf_object_keys"),
            same("TO_JSON", 1, 1, "sf_to_json"),
            same("ARRAY_SIZE", 1, 1, "json_array_length"),
            same("IS_NULL_VALUE", 1, 1, "sf_is_null_value"),
            rule(
                    "OBJECT_CONSTRUCT",
                    0,
                    ANY_NUMBER,
                    arguments -> "json_merge_patch('{}', json_object(%s))".formatted(String.join(", ", arguments))),
            same("OBJECT_CONSTRUCT_KEEP_NULL", 0, ANY_NUMBER, "json_object"),
            rule(
                    "OBJECT_DELETE",
                    2,
                    2,
                    arguments -> "json_merge_patch(%s, json_object(%s, NULL))".formatted(arguments.toArray())));

    /** How many arguments a function takes, and what its call is in DuckDB. */
    record Rule(int least, int most, Function<List<String>, String> call) {}

    private Functions() {}

    private static Map.Entry<String, Rule> rule(String name, int least, int most, Function<List<String>, String> call) {
        return entry(name, new Rule(least, most, call));
    }

    private static Map.Entry<String, Rule> same(String name, int least, int most, String duckDb) {
        return rule(name, least, most, arguments -> duckDb + "(" + String.join(", ", arguments) + ")");
    }

    static String call(String name, List<String> arguments) {
        var rule = RULES.get(name);
        if (rule == null) {
            throw SnowflakeError.unknownFunction(name);
        }
        if (arguments.size() < rule.least()) {
            throw SnowflakeError.compilation(
                    "000938",
                    "22023",
                    "not enough arguments for function [%s], expected %d, got %d"
                            .formatted(name, rule.least(), arguments.size()));
        }
        if (arguments.size() > rule.most()) {
            throw SnowflakeError.compilation(
                    "000939",
                    "22023",
                    "too many arguments for function [%s] expected %d, got %d"
                            .formatted(name, rule.most(), arguments.size()));
        }
        return rule.call().apply(arguments);
    }

    /** Text of any value, with nothing in it becoming nothing of all. */
    static String concat(List<String> arguments) {
        return arguments.stream().map(Functions::text).collect(Collectors.joining(" || ", "(", ")"));
    }

    private static String concatBetween(List<String> arguments) {
        var texts = arguments.subList(1, arguments.size());
        return nullIf(
                texts,
                "concat_ws(%s, %s)"
                        .formatted(
                                arguments.getFirst(),
                                texts.stream().map(Functions::text).collect(Collectors.joining(", "))));
    }

    private static String text(String argument) {
        return argument.startsWith("'") ? argument : DataType.TEXT.cast(argument, false);
    }

    private static String nullIfAnyIs(List<String> arguments, String function) {
        return nullIf(arguments, function + "(" + String.join(", ", arguments) + ")");
    }

    private static String nullIf(List<String> arguments, String otherwise) {
        String anyNull =
                arguments.stream().map(argument -> argument + " IS NULL").collect(Collectors.joining(" OR "));
        return "CASE WHEN %s THEN NULL ELSE %s END".formatted(anyNull, otherwise);
    }

    private static String toTimestamp(List<String> arguments) {
        if (arguments.size() == 1) {
            return DataType.TIMESTAMP_NTZ.cast(arguments.getFirst(), false);
        }
        long perUnit = switch (arguments.get(1)) {
            case "0" -> 1_000_000;
            case "3" -> 1_000;
            case "6" -> 1;
            default -> throw SnowflakeError.unsupported("TO_TIMESTAMP_NTZ with the format " + arguments.get(1));
        };
        return "make_timestamp(CAST(%s AS BIGINT) * %d)".formatted(arguments.getFirst(), perUnit);
    }

    private static String toText(List<String> arguments) {
        return arguments.size() == 1
                ? DataType.TEXT.cast(arguments.getFirst(), false)
                : "sf_format(%s, %s)".formatted(arguments.getFirst(), TimeFormat.duckDb(arguments.get(1)));
    }

    private static String toUtc(List<String> arguments) {
        if (!arguments.getFirst().equals("'UTC'") || !arguments.get(1).startsWith("sf_to_timestamp_tz(")) {
            throw SnowflakeError.unsupported("CONVERT_TIMEZONE of anything but a TIMESTAMP_TZ to UTC");
        }
        return "(%s AT TIME ZONE 'UTC')".formatted(arguments.get(1));
    }
}
