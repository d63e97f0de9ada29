package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.DataType;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Names;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A session's variables. They hold numbers, truth and short texts; times are texts to be. */
final class Variables {

    private static final int LONGEST = 256;

    private final Map<String, String> literals = new HashMap<>();

    void set(String name, Answer value) {
        String text = value.rows().getFirst().getFirst();
        literals.put(
                name,
                text == null ? "NULL" : literal(text, value.fields().getFirst().type()));
    }

    private static String literal(String text, DataType type) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new SnowflakeError(
                    "001090", "22000", "Assignment to a session variable not done because value exceeds size limit");
        }
        return switch (type.kind()) {
            case NUMBER, FLOAT, BOOLEAN -> "CAST(%s AS %s)".formatted(Names.literal(text), type.duckDb());
            case TEXT -> Names.literal(text);
            case TIMESTAMP_NTZ, VARIANT -> throw SnowflakeError.unsupported("a variable of type " + type.kind());
        };
    }

    String get(String name) {
        String literal = literals.get(name);
        if (literal == null) {
            throw new SnowflakeError(
                    "002211", "02000", "SQL compilation error:\nSession variable '$%s' does not exist".formatted(name));
        }
        return literal;
    }
}
