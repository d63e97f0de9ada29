package dev.sluice.worker.warehouse.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What a JDBC driver answers, as text that is the same whatever the driver: doubles as Java writes them, timestamps as
 * instants, null as null.
 */
public final class AnswerText {

    private AnswerText() {}

    public static List<List<String>> of(ResultSet rows) throws SQLException {
        var texts = new ArrayList<List<String>>();
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                row.add(rows.getObject(column) == null ? null : text(rows, column));
            }
            texts.add(row);
        }
        return texts;
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return switch (rows.getMetaData().getColumnType(column)) {
            case Types.BOOLEAN, Types.BIT -> Boolean.toString(rows.getBoolean(column));
            case Types.DOUBLE, Types.FLOAT -> Double.toString(rows.getDouble(column));
            case Types.TIMESTAMP ->
                rows.getObject(column, LocalDateTime.class)
                        .toInstant(ZoneOffset.UTC)
                        .toString();
            default -> rows.getString(column);
        };
    }
}
