package dev.sluice.worker.warehouse.snowflake.standin.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sluice.worker.warehouse.snowflake.standin.sql.DataType;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Names;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads DuckDB's rows into the wire format: all values as text, times as seconds with their fraction. */
final class ResultReader {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private static final DefaultPrettyPrinter INDENTED = new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private ResultReader() {}

    static Answer read(ResultSet rows) throws SQLException {
        var fields = fields(rows.getMetaData());
        var values = new ArrayList<List<String>>();
        while (rows.next()) {
            var row = new ArrayList<String>(fields.size());
            for (int column = 1; column <= fields.size(); column++) {
                row.add(value(rows, column, fields.get(column - 1).type()));
            }
            values.add(row);
        }
        return Answer.of(Answer.SELECT, fields, values);
    }

    /** Of a query that is not carried out. */
    static List<Answer.Field> fields(Connection connection, String query) throws SQLException {
        try (var statement = connection.prepareStatement("FROM (" + query + ")")) {
            return fields(statement.getMetaData());
        }
    }

    private static List<Answer.Field> fields(ResultSetMetaData columns) throws SQLException {
        var fields = new ArrayList<Answer.Field>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            fields.add(new Answer.Field(
                    Names.decode(columns.getColumnName(column)), DataType.of(columns.getColumnTypeName(column))));
        }
        return fields;
    }

    private static String value(ResultSet rows, int column, DataType type) throws SQLException {
        var value = rows.getObject(column);
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case NUMBER -> value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
            case FLOAT -> number(((Number) value).doubleValue());
            case BOOLEAN -> (Boolean) value ? "1" : "0";
            case TEXT -> value.toString();
            case TIMESTAMP_NTZ -> seconds(rows.getObject(column, LocalDateTime.class));
            case VARIANT -> indented(value.toString());
        };
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return Double.toString(value).replaceFirst("\\.0$", "");
    }

    private static String seconds(LocalDateTime time) {
        return BigDecimal.valueOf(time.getNano(), 9)
                .add(BigDecimal.valueOf(time.toEpochSecond(ZoneOffset.UTC)))
                .setScale(6)
                .toPlainString();
    }

    private static String indented(String json) {
        try {
            return JSON.writer(INDENTED).writeValueAsString(JSON.readValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
