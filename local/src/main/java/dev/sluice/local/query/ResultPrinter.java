package dev.sluice.local.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.sluice.local.console.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;

/** Prints a result row by row; only a table for a person is gathered first, and so has a limit. */
final class ResultPrinter {

    private static final JsonMapper JSON = new JsonMapper();

    private final Output output;
    private final int tableLimit;

    ResultPrinter(Output output, int tableLimit) {
        this.output = output;
        this.tableLimit = tableLimit;
    }

    void print(ResultSet rows, ResultFormat format) throws SQLException {
        switch (format) {
            case TABLE -> table(rows);
            case CSV -> csv(rows);
            case JSON -> json(rows);
        }
        output.writer().flush();
    }

    private void table(ResultSet rows) throws SQLException {
        var result = Rows.read(rows, tableLimit);
        output.table(result.columns(), result.rows());
        output.say(
                result.more()
                        ? "first %,d rows; --format csv prints all".formatted(tableLimit)
                        : "%,d row%s"
                                .formatted(result.rows().size(), result.rows().size() == 1 ? "" : "s"));
    }

    private void csv(ResultSet rows) throws SQLException {
        var columns = Rows.columns(rows);
        var schema = CsvSchema.builder()
                .addColumns(columns, CsvSchema.ColumnType.STRING)
                .setUseHeader(true)
                .build();
        var mapper = CsvMapper.builder()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .build();
        try (var writer = mapper.writer(schema).writeValues(output.writer())) {
            while (rows.next()) {
                writer.write(Rows.row(rows, columns.size()).stream()
                        .map(cell -> cell == null ? null : cell.toString())
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void json(ResultSet rows) throws SQLException {
        var columns = Rows.columns(rows);
        while (rows.next()) {
            var object = new LinkedHashMap<String, Object>();
            var cells = Rows.row(rows, columns.size());
            for (int index = 0; index < columns.size(); index++) {
                object.put(columns.get(index), cells.get(index));
            }
            output.writer().println(text(object));
        }
    }

    private static String text(Object object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
