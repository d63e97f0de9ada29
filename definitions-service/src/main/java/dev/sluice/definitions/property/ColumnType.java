package dev.sluice.definitions.property;

/** The types a property's column can have; a column only ever widens. */
enum ColumnType {
    BOOLEAN,
    BIGINT,
    DOUBLE,
    TEXT,
    TIMESTAMP;

    boolean isNumber() {
        return this == BIGINT || this == DOUBLE;
    }
}
