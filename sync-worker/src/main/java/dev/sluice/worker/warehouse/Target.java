package dev.sluice.worker.warehouse;

import java.nio.file.Path;

/** Where a warehouse is. */
public sealed interface Target {

    record DuckDb(Path path) implements Target {}

    /**
     * A PostgreSQL database.
     *
     * @param url as its driver takes it, without user and password
     * @param passwordSecret names the worker's secret; empty where the server asks for none
     */
    record Postgres(String url, String user, String passwordSecret) implements Target {}
}
