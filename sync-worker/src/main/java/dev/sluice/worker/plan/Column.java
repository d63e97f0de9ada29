package dev.sluice.worker.plan;

import java.util.Objects;

/** A column of a warehouse table. */
public record Column(String name, ColumnType type) {

    public Column {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
    }

    static Column text(String name) {
        return new Column(name, ColumnType.TEXT);
    }

    static Column bigint(String name) {
        return new Column(name, ColumnType.BIGINT);
    }

    static Column timestamp(String name) {
        return new Column(name, ColumnType.TIMESTAMP);
    }
}
