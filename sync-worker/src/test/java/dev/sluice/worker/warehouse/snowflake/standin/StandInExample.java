package dev.sluice.worker.warehouse.snowflake.standin;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A stand-in with a user, a virtual warehouse and a database, and ways to talk to it by the real driver. */
final class StandInExample implements AutoCloseable {

    private static final KeyPair KEYS = newKeys();

    private final SnowflakeStandIn server;

    private StandInExample(SnowflakeStandIn server) {
        this.server = server;
    }

    static StandInExample start() {
        var server = SnowflakeStandIn.start();
        server.addUser("SLUICE", KEYS.getPublic(), "LOADER", "READER");
        server.addUser("PERSON", "secret", "READER");
        server.addWarehouse("LOADING");
        server.addDatabase("SHOP");
        return new StandInExample(server);
    }

    StandInExample copy() {
        return new StandInExample(server.copy());
    }

    static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SnowflakeStandIn server() {
        return server;
    }

    Properties properties() {
        var properties = server.properties();
        properties.setProperty("user", "sluice");
        properties.put("privateKey", KEYS.getPrivate());
        properties.setProperty("role", "LOADER");
        properties.setProperty("warehouse", "LOADING");
        properties.setProperty("db", "SHOP");
        properties.setProperty("TIMEZONE", "UTC");
        return properties;
    }

    Connection connect() throws SQLException {
        return connect(Map.of());
    }

    Connection connect(Map<String, Object> others) throws SQLException {
        var properties = properties();
        properties.putAll(others);
        return DriverManager.getConnection(server.url(), properties);
    }

    /** In a schema of its own, which is made anew. */
    Connection inSchema(String name) throws SQLException {
        var connection = connect();
        run(connection, "CREATE OR REPLACE TRANSIENT SCHEMA " + name, "USE SCHEMA " + name);
        return connection;
    }

    static void run(Connection connection, String... statements) throws SQLException {
        for (String sql : statements) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    static long update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /** Rows as text, values joined by bars. */
    static List<String> rows(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                var values = new String[rows.getMetaData().getColumnCount()];
                for (int column = 0; column < values.length; column++) {
                    values[column] = rows.getString(column + 1);
                }
                found.add(String.join(
                        "|", Arrays.stream(values).map(String::valueOf).toList()));
            }
        }
        return found;
    }

    /** The code and state with which a statement is refused. */
    static String refusal(Connection connection, String sql) {
        var failure = assertThrows(SQLException.class, () -> run(connection, sql), sql);
        return "%06d %s".formatted(failure.getErrorCode(), failure.getSQLState());
    }

    @Override
    public void close() {
        server.close();
    }
}
