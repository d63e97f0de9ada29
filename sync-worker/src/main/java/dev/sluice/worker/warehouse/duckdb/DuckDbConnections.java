package dev.sluice.worker.warehouse.duckdb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;

/** Opens connections to DuckDB files. */
final class DuckDbConnections {

    private static final Logger LOG = Logger.getLogger(DuckDbConnections.class);

    static final String IN_MEMORY = ":memory:";

    /** The name that a file is attached by, so that no environment's schema is taken for it. */
    static final String ATTACHED = "warehouse";

    /** DuckDB 1.2 and everything since can read it; the default of 2.0 is for 2.0 alone. */
    private static final String STORAGE_VERSION = "v1.2.0";

    /**
     * Rows that lie together, of 2,048 times a whole number. A commit writes anew, for each column of each table that it
     * touches, all of the last such group; DuckDB's own 122,880 rows are more than many tables have.
     */
    private static final int ROW_GROUP = 20_480;

    private DuckDbConnections() {}

    /**
     * The driver is asked directly: which drivers DriverManager knows depends on who loaded it, and when.
     *
     * @param database a file's path, or {@link #IN_MEMORY}; attached under a name of its own and made the default
     * @param memory bytes that DuckDB may take; empty for its own default
     */
    static DuckDBConnection open(String database, Optional<Long> memory) throws SQLException {
        var connection = connect();
        try (var statement = connection.createStatement()) {
            if (memory.isPresent()) {
                statement.execute("SET memory_limit = '%dB'".formatted(memory.get()));
            }
            statement.execute("SET temp_directory = " + DuckDbDialect.literal(overflow(database)));
            statement.execute(attach(database, ATTACHED));
            statement.execute("USE " + ATTACHED);
            statement.execute("SET TimeZone = 'UTC'");
            // A run is one transaction: its commit writes to the file at once, not first to a log.
            statement.execute("SET checkpoint_threshold = '1KB'");
            // Each commit tries compressions on the texts of every table that it touches; these two take longer than
            // the run.
            statement.execute("SET disabled_compression_methods = 'fsst,zstd'");
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /**
     * Where what does not fit into memory is kept meanwhile. By default DuckDB would make a folder where the process was
     * started, which may be nothing that it can write to.
     */
    private static String overflow(String database) {
        var home = database.equals(IN_MEMORY)
                ? Path.of(System.getProperty("java.io.tmpdir"), "duckdb")
                : Path.of(database);
        return home + ".tmp";
    }

    /** A file that nobody is to write to through this. */
    static DuckDBConnection openToRead(String file) throws SQLException {
        var connection = connect();
        try (var statement = connection.createStatement()) {
            statement.execute(attach(file, ATTACHED, " (READ_ONLY)"));
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    private static DuckDBConnection connect() throws SQLException {
        var settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", settings);
    }

    static String attach(String database, String name) {
        return attach(database, name, options(database));
    }

    private static String attach(String database, String name, String options) {
        return "ATTACH %s AS %s%s".formatted(DuckDbDialect.literal(database), name, options);
    }

    /** The version is chosen when a file is made; the size of groups is of what is written from now on. */
    private static String options(String database) {
        boolean made = database.equals(IN_MEMORY) || Files.exists(Path.of(database));
        String version = made ? "" : ", STORAGE_VERSION '%s'".formatted(STORAGE_VERSION);
        return " (ROW_GROUP_SIZE %d%s)".formatted(ROW_GROUP, version);
    }

    /** Closing rolls back what was not committed; that it fails changes nothing for the run. */
    static void closeQuietly(DuckDBConnection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.warn("A DuckDB connection did not close cleanly", e);
        }
    }
}
