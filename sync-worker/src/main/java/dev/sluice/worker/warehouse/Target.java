package dev.sluice.worker.warehouse;

import java.nio.file.Path;
import java.util.Optional;

/** Where a warehouse is. */
public sealed interface Target {

    /**
     * A DuckDB file.
     *
     * @param memory bytes that DuckDB may take while it is open; empty for its own default
     */
    record DuckDb(Path path, Optional<Long> memory) implements Target {}

    /**
     * A PostgreSQL database.
     *
     * @param url as its driver takes it, without user and password
     * @param passwordSecret names the worker's secret; empty where the server asks for none
     */
    record Postgres(String url, String user, String passwordSecret) implements Target {}

    /**
     * A Snowflake database; role, virtual warehouse and database are as SQL spells them, in quotes where these are needed.
     *
     * @param account its identifier, from which the driver makes the host
     * @param privateKeySecret names the worker's secret: the user's private key as PEM
     * @param host and port in the place of the account's own, as for a private link; plain HTTP for 127.0.0.1 alone
     */
    record Snowflake(
            String account,
            String user,
            String role,
            String virtualWarehouse,
            String database,
            String privateKeySecret,
            Optional<String> host)
            implements Target {}
}
