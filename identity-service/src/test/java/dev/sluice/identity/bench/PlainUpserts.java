package dev.sluice.identity.bench;

import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.values.v1.PropertyValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * The upserts that calls stand for, written by hand as JDBC batches in one transaction: no ledger, no conflicts, no
 * chains, no feed, and an answer that depends on the order of the calls.
 */
final class PlainUpserts {

    private static final String TABLES = """
            CREATE SCHEMA plain;
            CREATE TABLE plain.account (
                environment text COLLATE "C", kind text COLLATE "C", key text COLLATE "C", first_seen timestamptz,
                last_call timestamptz, PRIMARY KEY (key, kind, environment));
            CREATE TABLE plain.migration (
                environment text COLLATE "C", from_key text COLLATE "C", to_key text COLLATE "C", time timestamptz,
                PRIMARY KEY (from_key, environment));
            CREATE TABLE plain.property (
                environment text COLLATE "C", user_key text COLLATE "C", key text COLLATE "C", value text COLLATE "C",
                time timestamptz, call_id text COLLATE "C", PRIMARY KEY (user_key, key, environment));
            """;

    private static final String ACCOUNT = """
            INSERT INTO plain.account AS a VALUES ('bench', ?, ?, ?, ?)
            ON CONFLICT (key, kind, environment) DO UPDATE
            SET first_seen = least(a.first_seen, excluded.first_seen),
                last_call = greatest(a.last_call, excluded.last_call)
            """;

    private static final String MIGRATION = """
            INSERT INTO plain.migration AS m VALUES ('bench', ?, ?, ?)
            ON CONFLICT (from_key, environment) DO UPDATE SET to_key = excluded.to_key, time = excluded.time
            """;

    private static final String PROPERTY = """
            INSERT INTO plain.property AS p VALUES ('bench', ?, ?, ?, ?, ?)
            ON CONFLICT (user_key, key, environment) DO UPDATE
            SET value = excluded.value, time = excluded.time, call_id = excluded.call_id
            WHERE (p.time, p.call_id) < (excluded.time, excluded.call_id)
            """;

    private final DataSource dataSource;

    PlainUpserts(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(TABLES);
        }
    }

    Connection connect() throws SQLException {
        var connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    static void write(Connection connection, List<IdentityCall> calls) throws SQLException {
        try (var accounts = connection.prepareStatement(ACCOUNT);
                var migrations = connection.prepareStatement(MIGRATION);
                var properties = connection.prepareStatement(PROPERTY)) {
            for (var call : calls) {
                if (call.hasIdentify()) {
                    identify(accounts, migrations, call);
                } else {
                    add(accounts, properties, call);
                }
            }
            accounts.executeBatch();
            migrations.executeBatch();
            properties.executeBatch();
        }
        connection.commit();
    }

    private static void identify(PreparedStatement accounts, PreparedStatement migrations, IdentityCall call)
            throws SQLException {
        var identify = call.getIdentify();
        batch(accounts, "anonymous", identify.getAnonymousId(), time(call), time(call));
        batch(accounts, "identity", identify.getIdentity(), time(call), time(call));
        batch(migrations, identify.getAnonymousId(), identify.getIdentity(), time(call));
    }

    private static void add(PreparedStatement accounts, PreparedStatement properties, IdentityCall call)
            throws SQLException {
        var add = call.getAddUserProperties();
        var user = add.getUser().getIdentity();
        batch(accounts, "identity", user, time(call), time(call));
        for (var property : add.getPropertiesMap().entrySet()) {
            batch(
                    properties,
                    user,
                    property.getKey(),
                    text(property.getValue()),
                    time(call),
                    call.getStamp().getCallId());
        }
    }

    private static void batch(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private static String text(PropertyValue value) {
        return value.hasText() ? value.getText() : Long.toString(value.getInteger());
    }

    private static Timestamp time(IdentityCall call) {
        return Timestamp.from(Instant.ofEpochSecond(call.getStamp().getTime().getSeconds()));
    }
}
