package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.postgresql.Driver;

/** Opens connections to PostgreSQL warehouses. */
final class PostgresConnections {

    private static final Logger LOG = Logger.getLogger(PostgresConnections.class);

    /** A run's statements are long; that a server is gone must be noticed all the same. */
    private static final String SETTINGS = String.join(
            " ",
            "-c TimeZone=UTC",
            "-c search_path=pg_catalog",
            "-c jit=off",
            "-c work_mem=64MB",
            "-c maintenance_work_mem=256MB",
            "-c temp_buffers=128MB",
            // Of what a run makes for itself, a smaller sample tells enough.
            "-c default_statistics_target=30",
            "-c tcp_keepalives_idle=30",
            "-c tcp_keepalives_interval=10",
            "-c tcp_keepalives_count=3",
            "-c idle_in_transaction_session_timeout=15min",
            "-c client_min_messages=warning");

    /** The others of the driver can load classes and read files that they name. */
    private static final Set<String> PARAMETERS = Set.of(
            "connectTimeout",
            "socketTimeout",
            "tcpKeepAlive",
            "loadBalanceHosts",
            "targetServerType",
            "sslmode",
            "channelBinding",
            "gssEncMode");

    private static final String BRIEF = "10";

    private PostgresConnections() {}

    static Connection open(Target.Postgres target, String password) throws SQLException {
        return open(target, settings(target, password));
    }

    /** For somebody who waits: gives up soon, whatever the URL says. */
    static Connection openBriefly(Target.Postgres target, String password) throws SQLException {
        var settings = settings(target, password);
        settings.setProperty("loginTimeout", BRIEF);
        settings.setProperty("options", SETTINGS + " -c statement_timeout=10s");
        return open(target, settings);
    }

    private static Properties settings(Target.Postgres target, String password) {
        var settings = new Properties();
        settings.setProperty("user", target.user());
        if (!password.isEmpty()) {
            settings.setProperty("password", password);
        }
        settings.setProperty("ApplicationName", "sluice");
        settings.setProperty("options", SETTINGS);
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("connectTimeout", "10");
        return settings;
    }

    /** The driver is asked directly: which drivers DriverManager knows depends on who loaded it, and when. */
    private static Connection open(Target.Postgres target, Properties settings) throws SQLException {
        requireHarmless(target.url());
        var connection = new Driver().connect(target.url(), settings);
        if (connection == null) {
            throw new SQLException("not an address of PostgreSQL", "08001");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** Registered URLs are; one that is only to be tested may come from anybody. */
    private static void requireHarmless(String url) {
        int query = url.indexOf('?');
        var parameters = query < 0
                ? Stream.<String>empty()
                : Stream.of(url.substring(query + 1).split("&"));
        if (!parameters.map(parameter -> parameter.split("=")[0]).allMatch(PARAMETERS::contains)) {
            throw new WarehouseFailure.Unusable(
                    "the URL of the PostgreSQL has parameters that workers do not take; leave them out", null);
        }
    }

    /** Rolls back what was not committed, and returns when the server has: the next run finds nothing locked. */
    static void endQuietly(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("A connection to a PostgreSQL warehouse was lost before it was closed", e);
        }
        closeQuietly(connection);
    }

    /** Closing rolls back what was not committed; that it fails changes nothing for the run. */
    static void closeQuietly(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.warn("A connection to a PostgreSQL warehouse did not close cleanly", e);
        }
    }
}
