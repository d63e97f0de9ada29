package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.Names;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says DuckDB's errors as Snowflake would. */
final class DuckDbErrors {

    private static final Pattern OWN = Pattern.compile("sf:(\\d+):(\\w+):(.*)", Pattern.DOTALL);
    private static final Pattern NO_COLUMN = Pattern.compile("Referenced column \"(.*?)\" (not found|was not found)");
    private static final Pattern NO_TABLE = Pattern.compile("Referenced table \"(.*?)\" not found");
    private static final Pattern NO_COLUMN_IN = Pattern.compile("does not have a column named \"(.*?)\"");
    private static final Pattern NO_COLUMN_TO_SET =
            Pattern.compile("(?:column|Column)[^\"]*\"?(\\S+?)\"? (?:not found|that)");
    private static final Pattern AMBIGUOUS = Pattern.compile("Ambiguous reference to column name \"(.*?)\"");
    private static final Pattern NOT_CONVERTED = Pattern.compile("Could not convert string '(.*?)' to (\\w+)");
    private static final Pattern NO_OBJECT = Pattern.compile("Table with name (\\S+) does not exist");

    private DuckDbErrors() {}

    /** Whether the statement would have gone well, had another one not come in its way. */
    static boolean isConflict(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Conflict on")
                || message.contains("write-write conflict")
                || message.contains("has been altered");
    }

    static SnowflakeError translated(SQLException e) {
        String message = String.valueOf(e.getMessage());
        var own = OWN.matcher(message);
        if (own.find()) {
            return new SnowflakeError(own.group(1), own.group(2), own.group(3));
        }
        if (message.contains("INTERRUPT")) {
            return SnowflakeError.canceled();
        }
        for (var pattern : new Pattern[] {NO_COLUMN, NO_TABLE, NO_COLUMN_IN, NO_COLUMN_TO_SET}) {
            var found = pattern.matcher(message);
            if (found.find()) {
                return SnowflakeError.invalidIdentifier(Names.decode(found.group(1)));
            }
        }
        return otherwise(message);
    }

    private static SnowflakeError otherwise(String message) {
        var ambiguous = AMBIGUOUS.matcher(message);
        if (ambiguous.find()) {
            return new SnowflakeError(
                    "002028",
                    "42601",
                    "SQL compilation error:\nambiguous column name '%s'".formatted(Names.decode(ambiguous.group(1))));
        }
        var converted = NOT_CONVERTED.matcher(message);
        if (converted.find()) {
            return notConverted(converted);
        }
        var object = NO_OBJECT.matcher(message);
        if (object.find()) {
            return SnowflakeError.noSuchObject("Object", Names.decode(object.group(1)));
        }
        if (message.startsWith("Binder Error") && message.contains("values were supplied")) {
            return new SnowflakeError(
                    "002020", "21S01", "SQL compilation error:\nInsert value list does not match column list");
        }
        return message.startsWith("Binder Error")
                ? new SnowflakeError("001044", "42P13", "SQL compilation error:\n" + message)
                : new SnowflakeError("000603", "XX000", "SQL execution internal error: " + message);
    }

    private static SnowflakeError notConverted(Matcher found) {
        String value = found.group(1);
        return switch (found.group(2)) {
            case "TIMESTAMP" ->
                new SnowflakeError("100035", "22007", "Timestamp '%s' is not recognized".formatted(value));
            case "BOOL", "BOOLEAN" ->
                new SnowflakeError("100037", "22018", "Boolean value '%s' is not recognized".formatted(value));
            default -> new SnowflakeError("100038", "22018", "Numeric value '%s' is not recognized".formatted(value));
        };
    }
}
