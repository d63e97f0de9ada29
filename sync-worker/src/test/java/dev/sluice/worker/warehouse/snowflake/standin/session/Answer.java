package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a statement is answered with.
 *
 * @param rows values in the driver's wire format
 * @param parameters of the session that the driver is to take notice of
 */
public record Answer(List<Field> fields, List<List<String>> rows, long statementType, Map<String, Object> parameters) {

    public static final long SELECT = 0x1000;
    static final long INSERT = 0x3100;
    static final long UPDATE = 0x3200;
    static final long DELETE = 0x3300;
    static final long MERGE = 0x3400;
    static final long MULTI_INSERT = 0x3500;
    static final long COPY = 0x3600;
    static final long ALTER_SESSION = 0x4100;
    static final long USE = 0x4300;
    static final long SHOW = 0x4400;
    static final long TRANSACTION = 0x5000;
    static final long DEFINITION = 0x6000;
    static final long LIST = 0x0003;
    static final long REMOVE = 0x0004;

    public record Field(String name, DataType type) {

        static Field text(String name) {
            return new Field(name, DataType.TEXT);
        }

        static Field number(String name) {
            return new Field(name, DataType.NUMBER);
        }
    }

    static Answer of(long statementType, List<Field> fields, List<List<String>> rows) {
        return new Answer(fields, rows, statementType, Map.of());
    }

    static Answer done(long statementType, String message) {
        return of(statementType, List.of(Field.text("status")), List.of(List.of(message)));
    }

    static Answer counts(long statementType, List<String> names, Long... counts) {
        return of(
                statementType,
                names.stream().map(Field::number).toList(),
                List.of(Arrays.stream(counts).map(String::valueOf).toList()));
    }

    public boolean isInsert() {
        return statementType == INSERT;
    }

    /** Rows changed, or rows given. */
    public long rowCount() {
        if (statementType < INSERT || statementType > COPY) {
            return statementType == SELECT ? rows.size() : 0;
        }
        long count = 0;
        for (var row : rows) {
            for (int column = 0; column < row.size(); column++) {
                String name = fields.get(column).name();
                count += name.startsWith("number of rows") || name.equals("rows_loaded")
                        ? Long.parseLong(row.get(column))
                        : 0;
            }
        }
        return count;
    }
}
