package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.List;
import java.util.Optional;

/**
 * How files of values are to be read. What is not given is as Snowflake has it by default: a field {@code \N} is null
 * and a backslash escapes outside of quotes.
 */
public record CsvFormat(
        Optional<Character> enclosedBy,
        boolean emptyFieldAsNull,
        List<String> nullIf,
        Optional<Character> escapeUnenclosed,
        boolean gzip,
        char delimiter) {

    public static CsvFormat byDefault() {
        return new CsvFormat(Optional.empty(), true, List.of("\\N"), Optional.of('\\'), true, ',');
    }

    static CsvFormat parse(Tokens tokens) {
        var format = byDefault();
        boolean typed = false;
        tokens.expect("(");
        while (!tokens.accept(")")) {
            String option = tokens.of(Token.Kind.WORD).text();
            tokens.expect("=");
            typed |= option.equals("TYPE");
            format = format.with(option, tokens);
            tokens.accept(",");
        }
        if (!typed) {
            throw SnowflakeError.unsupported("a file format without its type");
        }
        return format;
    }

    private CsvFormat with(String option, Tokens tokens) {
        return switch (option) {
            case "TYPE" -> only(tokens, "CSV");
            case "ENCODING" -> only(tokens, "UTF8");
            case "RECORD_DELIMITER" -> only(tokens, "\n");
            case "SKIP_HEADER" -> only(tokens, "0");
            case "TRIM_SPACE" -> only(tokens, "FALSE");
            case "ESCAPE" -> only(tokens, "NONE");
            case "SKIP_BYTE_ORDER_MARK", "REPLACE_INVALID_CHARACTERS" -> only(tokens, "FALSE");
            case "ERROR_ON_COLUMN_COUNT_MISMATCH" -> only(tokens, "TRUE");
            case "FIELD_DELIMITER" ->
                new CsvFormat(
                        enclosedBy,
                        emptyFieldAsNull,
                        nullIf,
                        escapeUnenclosed,
                        gzip,
                        tokens.string().charAt(0));
            case "FIELD_OPTIONALLY_ENCLOSED_BY" ->
                new CsvFormat(signOrNone(tokens), emptyFieldAsNull, nullIf, escapeUnenclosed, gzip, delimiter);
            case "ESCAPE_UNENCLOSED_FIELD" ->
                new CsvFormat(enclosedBy, emptyFieldAsNull, nullIf, signOrNone(tokens), gzip, delimiter);
            case "EMPTY_FIELD_AS_NULL" ->
                new CsvFormat(enclosedBy, flag(tokens), nullIf, escapeUnenclosed, gzip, delimiter);
            case "NULL_IF" ->
                new CsvFormat(enclosedBy, emptyFieldAsNull, texts(tokens), escapeUnenclosed, gzip, delimiter);
            case "COMPRESSION" ->
                new CsvFormat(enclosedBy, emptyFieldAsNull, nullIf, escapeUnenclosed, isGzip(tokens), delimiter);
            default -> throw SnowflakeError.unsupported("the file format's option " + option);
        };
    }

    private CsvFormat only(Tokens tokens, String wanted) {
        var value = tokens.next();
        if (!value.text().replace("-", "").equalsIgnoreCase(wanted)) {
            throw SnowflakeError.unsupported("a file format with " + value.raw());
        }
        return this;
    }

    private static Optional<Character> signOrNone(Tokens tokens) {
        var value = tokens.next();
        return value.text().equalsIgnoreCase("NONE")
                ? Optional.empty()
                : Optional.of(value.text().charAt(0));
    }

    private static boolean flag(Tokens tokens) {
        boolean set = tokens.accept("TRUE");
        if (!set) {
            tokens.expect("FALSE");
        }
        return set;
    }

    private static boolean isGzip(Tokens tokens) {
        var value = tokens.next();
        return switch (value.text().toUpperCase(java.util.Locale.ROOT)) {
            case "GZIP", "AUTO" -> true;
            case "NONE" -> false;
            default -> throw SnowflakeError.unsupported("the compression " + value.raw());
        };
    }

    private static List<String> texts(Tokens tokens) {
        tokens.expect("(");
        if (tokens.accept(")")) {
            return List.of();
        }
        var texts = tokens.list(tokens::string);
        tokens.expect(")");
        return texts;
    }
}
