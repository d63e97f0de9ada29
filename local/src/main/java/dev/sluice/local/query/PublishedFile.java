package dev.sluice.local.query;

import dev.sluice.local.console.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/** A published DuckDB file, opened to read; a run that ends meanwhile puts a new one in its place. */
public final class PublishedFile implements AutoCloseable {

    private final Connection connection;

    private PublishedFile(Connection connection) {
        this.connection = connection;
    }

    /** @param schema in which names without one are looked up */
    public static PublishedFile open(Path file, String schema) {
        if (Files.notExists(file)) {
            throw new CommandFailure("there is no warehouse file %s yet; run ./sluice sync".formatted(file));
        }
        try {
            var connection = DriverManager.getConnection("jdbc:duckdb:" + file, settings());
            try (var statement = connection.createStatement()) {
                statement.execute("SET search_path = '%s,main'".formatted(schema.replace("'", "''")));
            }
            return new PublishedFile(connection);
        } catch (SQLException e) {
            throw new CommandFailure("%s cannot be opened: %s".formatted(file, DuckDbMessage.of(e)), e);
        }
    }

    /** Runs a statement and hands its rows, if it has any, to the reader. */
    public <T> T query(String sql, RowReader<T> reader) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            // A statement without rows has an empty result all the same.
            try (var rows = statement.getResultSet()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw new QueryFailure(DuckDbMessage.of(e), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return settings;
    }

    /** Reads a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
