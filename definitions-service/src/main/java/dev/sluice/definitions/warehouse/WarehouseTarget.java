package dev.sluice.definitions.warehouse;

/** What a warehouse is written to. */
sealed interface WarehouseTarget {

    record DuckDb(String path) implements WarehouseTarget {}

    /** @param passwordSecret a reference to what the worker knows; empty where no password is asked for */
    record Postgres(PostgresUrl url, String user, String passwordSecret) implements WarehouseTarget {}

    /** @param privateKeySecret a reference to what the worker knows */
    record Snowflake(
            SnowflakeAccount account,
            String user,
            SnowflakeName role,
            SnowflakeName virtualWarehouse,
            SnowflakeName database,
            String privateKeySecret)
            implements WarehouseTarget {

        /** The same for all spellings of one database. */
        String place() {
            return account.canonical() + "/" + database.exact();
        }
    }
}
