package dev.sluice.local.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows in memory.
 *
 * @param rows may hold null
 * @param more there were more than were read
 */
public record Rows(List<String> columns, List<List<Object>> rows, boolean more) {

    public Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public static Rows read(ResultSet result, int limit) throws SQLException {
        var columns = columns(result);
        var rows = new ArrayList<List<Object>>();
        while (rows.size() < limit) {
            if (!result.next()) {
                return new Rows(columns, rows, false);
            }
            rows.add(row(result, columns.size()));
        }
        return new Rows(columns, rows, result.next());
    }

    static List<String> columns(ResultSet result) throws SQLException {
        var columns = new ArrayList<String>();
        for (int index = 1; index <= result.getMetaData().getColumnCount(); index++) {
            columns.add(result.getMetaData().getColumnLabel(index));
        }
        return columns;
    }

    static List<Object> row(ResultSet result, int columns) throws SQLException {
        var row = new ArrayList<>();
        for (int index = 1; index <= columns; index++) {
            row.add(Cell.of(result, index));
        }
        return Collections.unmodifiableList(row);
    }
}
