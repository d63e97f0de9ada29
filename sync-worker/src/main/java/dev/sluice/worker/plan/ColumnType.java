package dev.sluice.worker.plan;

/** The types a warehouse column can have; each dialect spells them its own way. */
public enum ColumnType {
    BOOLEAN,
    BIGINT,
    DOUBLE,
    TEXT,
    TIMESTAMP
}
