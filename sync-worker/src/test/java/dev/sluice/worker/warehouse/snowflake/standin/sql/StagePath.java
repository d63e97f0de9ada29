package dev.sluice.worker.warehouse.snowflake.standin.sql;

/** A place in a stage: {@code @stage/path}. */
public record StagePath(ObjectName stage, String path) {}
