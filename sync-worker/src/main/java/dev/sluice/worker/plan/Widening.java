package dev.sluice.worker.plan;

/**
 * A column that is to hold more.
 *
 * @param table as SQL names it
 * @param raw the raw rows that its rows were made from, as SQL names them
 * @param key of both
 * @param sent the text that was sent for the column, of a raw row {@code r}
 */
public record Widening(String table, Column desired, String raw, String key, String sent) {

    /** Whether the values have to be taken from the raw rows again. */
    public boolean isToText() {
        return desired.type() == ColumnType.TEXT;
    }

    /** Takes them again, for an engine whose column has its new type by now. */
    public String retake(String column) {
        return "UPDATE %s AS t SET %s = %s FROM %s AS r WHERE r.%s = t.%s AND t.%s IS NOT NULL"
                .formatted(table, column, sent, raw, key, key, column);
    }
}
