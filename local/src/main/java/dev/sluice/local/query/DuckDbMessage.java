package dev.sluice.local.query;

import java.sql.SQLException;

/** DuckDB's message as one line, without the drawing of the statement below it. */
final class DuckDbMessage {

    private DuckDbMessage() {}

    static String of(SQLException failure) {
        var text = String.valueOf(failure.getMessage());
        int drawing = text.indexOf("\n\nLINE ");
        return (drawing < 0 ? text : text.substring(0, drawing))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
