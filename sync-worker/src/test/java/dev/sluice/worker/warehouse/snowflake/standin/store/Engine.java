package dev.sluice.worker.warehouse.snowflake.standin.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB in memory, in which each stand-in has a database of its own; the functions that stand for Snowflake's are
 * shared. It ends with its last connection.
 */
public final class Engine implements AutoCloseable {

    private final DuckDBConnection root;
    private final String database;
    private final AtomicInteger databases;

    private Engine(DuckDBConnection root, AtomicInteger databases) throws SQLException {
        this.root = root;
        this.databases = databases;
        this.database = "d" + databases.incrementAndGet();
        execute("ATTACH ':memory:' AS " + database);
    }

    public static Engine start() {
        try {
            var root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
            try (var statement = root.createStatement()) {
                statement.execute("SET threads = 1");
                statement.execute("SET memory_limit = '1GB'");
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute(macros());
            }
            return new Engine(root, new AtomicInteger());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another database beside this one, which lives on when this one is closed. */
    public Engine beside() {
        try {
            return new Engine(root.duplicate(), databases);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String macros() {
        try (InputStream macros = Engine.class.getResourceAsStream("macros.sql")) {
            return new String(macros.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Connection connect() {
        try {
            return root.duplicate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String database() {
        return database;
    }

    void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Takes its database out of memory, as others may go on beside it. */
    @Override
    public void close() {
        execute("DETACH " + database);
        try {
            root.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
