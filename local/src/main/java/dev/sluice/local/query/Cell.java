package dev.sluice.local.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Reads one value of a result as what a person and JSON know: a number, a boolean, text or null. */
final class Cell {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter();

    private Cell() {}

    static Object of(ResultSet result, int index) throws SQLException {
        // Read as an instant, a time without zone would be bent by the zone of this machine.
        if (result.getMetaData().getColumnType(index) == Types.TIMESTAMP) {
            var time = result.getObject(index, LocalDateTime.class);
            return time == null ? null : TIME.format(time);
        }
        return switch (result.getObject(index)) {
            case null -> null;
            case Number number -> number;
            case Boolean truth -> truth;
            case Object other -> other.toString();
        };
    }
}
