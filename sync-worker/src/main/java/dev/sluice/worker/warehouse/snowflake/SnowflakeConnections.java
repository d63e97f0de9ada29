package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jboss.logging.Logger;

/** Opens connections to Snowflake. */
final class SnowflakeConnections {

    private static final Logger LOG = Logger.getLogger(SnowflakeConnections.class);

    private static final String DRIVER = "net.snowflake.client.api.driver.SnowflakeDriver";

    private static final String ON_THIS_MACHINE = "127.0.0.1:";

    /** What accounts and users may have set otherwise, and what is said differently for a program than for a person. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("TIMEZONE", "UTC"),
            Map.entry("TIMESTAMP_TYPE_MAPPING", "TIMESTAMP_NTZ"),
            Map.entry("TIMESTAMP_INPUT_FORMAT", "AUTO"),
            Map.entry("DATE_INPUT_FORMAT", "AUTO"),
            Map.entry("QUOTED_IDENTIFIERS_IGNORE_CASE", "false"),
            Map.entry("AUTOCOMMIT", "true"),
            // A run that died may hold its locks for five minutes.
            Map.entry("LOCK_TIMEOUT", "600"),
            Map.entry("ABORT_DETACHED_QUERY", "true"),
            // The other format makes the driver reach into the virtual machine.
            Map.entry("JDBC_QUERY_RESULT_FORMAT", "JSON"),
            Map.entry("CLIENT_RESULT_CHUNK_SIZE", "48"),
            Map.entry("CLIENT_PREFETCH_THREADS", "2"),
            // The driver renews its tokens, for as long as something keeps the session alive.
            Map.entry("CLIENT_SESSION_KEEP_ALIVE", "true"),
            Map.entry("CLIENT_TELEMETRY_ENABLED", "false"),
            // Otherwise the driver asks the addresses at which clouds tell about a machine.
            Map.entry("disablePlatformDetection", "true"),
            Map.entry("application", "sluice"));

    private static final String LOGIN_SECONDS = "60";
    private static final String CONNECT_MILLIS = "30000";

    /** Statements are waited for in requests that the server answers within a minute, however long they take. */
    private static final String ANSWER_MILLIS = "600000";

    private SnowflakeConnections() {}

    /**
     * The driver is asked directly: which drivers DriverManager knows depends on who loaded it, and when.
     *
     * @param tag under which Snowflake lists the session's statements
     */
    static Connection open(SnowflakeLogin login, String tag) throws SQLException {
        return open(login, tag, Map.of());
    }

    /** @param more settings of the session */
    static Connection open(SnowflakeLogin login, String tag, Map<String, String> more) throws SQLException {
        var target = login.target();
        var settings = new Properties();
        settings.putAll(SETTINGS);
        settings.putAll(more);
        settings.setProperty("account", target.account());
        settings.setProperty("user", target.user());
        settings.put("privateKey", login.key());
        settings.setProperty("role", target.role());
        settings.setProperty("warehouse", target.virtualWarehouse());
        settings.setProperty("db", target.database());
        settings.setProperty("QUERY_TAG", tag);
        settings.setProperty("loginTimeout", LOGIN_SECONDS);
        settings.setProperty("networkTimeout", ANSWER_MILLIS);
        settings.setProperty("HTTP_CLIENT_CONNECTION_TIMEOUT", CONNECT_MILLIS);
        settings.setProperty("ssl", host(target).startsWith(ON_THIS_MACHINE) ? "off" : "on");
        return driver().connect("jdbc:snowflake://" + host(target) + "/", settings);
    }

    /** By its name: native images are linked as a whole, and come without it. */
    private static Driver driver() {
        try {
            return (Driver) Class.forName(DRIVER).getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException absent) {
            throw new WarehouseFailure.Unusable(
                    "this worker comes without Snowflake's driver, as native images do; take the JVM image", absent);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Snowflake's driver cannot be made", e);
        }
    }

    static String host(Target.Snowflake target) {
        return target.host().orElseGet(() -> target.account() + ".snowflakecomputing.com");
    }

    /** That it fails changes nothing for the run. */
    static void closeQuietly(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("A connection to Snowflake did not close cleanly", e);
        }
    }
}
