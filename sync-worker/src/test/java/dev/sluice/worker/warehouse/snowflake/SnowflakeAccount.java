package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A database of Snowflake that is taken away again: of the account that environment variables name, or else of a stand-in
 * on this machine. A real account's role has to be allowed to create databases; each is called after {@code
 * SLUICE_TEST_SNOWFLAKE_DATABASE}.
 */
interface SnowflakeAccount extends AutoCloseable {

    SnowflakeLogin login();

    SnowflakeAccount fresh();

    SnowflakeAccount copy() throws SQLException;

    /** Ends the sessions that have made the schema theirs, as if whoever has them were gone. */
    void cutOff(SnowflakeWarehouse warehouse);

    @Override
    void close();

    static SnowflakeAccount open() {
        return variable("ACCOUNT").isPresent() ? RealAccount.inNewDatabase() : StandInAccount.start();
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv("SLUICE_TEST_SNOWFLAKE_" + name))
                .filter(value -> !value.isBlank());
    }

    /** One that is billed for. */
    record RealAccount(SnowflakeLogin login) implements SnowflakeAccount {

        static RealAccount inNewDatabase() {
            var account = in("%s_%s"
                    .formatted(
                            required("DATABASE"), UUID.randomUUID().toString().substring(0, 8))
                    .toUpperCase(Locale.ROOT));
            account.administer("CREATE TRANSIENT DATABASE " + account.database());
            return account;
        }

        private static RealAccount in(String database) {
            var target = new Target.Snowflake(
                    required("ACCOUNT"),
                    required("USER"),
                    required("ROLE"),
                    required("WAREHOUSE"),
                    database,
                    "",
                    Optional.empty());
            try {
                var key = SnowflakeKey.parse(Files.readString(Path.of(required("PRIVATE_KEY_FILE"))));
                return new RealAccount(new SnowflakeLogin(target, key, 4));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String required(String name) {
            return variable(name).orElseThrow(() -> new IllegalStateException("SLUICE_TEST_SNOWFLAKE_" + name));
        }

        private String database() {
            return login.target().database();
        }

        private void administer(String sql) {
            try (var connection = SnowflakeConnections.open(login, "sluice tests");
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SnowflakeAccount fresh() {
            return inNewDatabase();
        }

        @Override
        public SnowflakeAccount copy() {
            var copy = in(database() + "_" + UUID.randomUUID().toString().substring(0, 4));
            copy.administer("CREATE TRANSIENT DATABASE %s CLONE %s".formatted(copy.database(), database()));
            return copy;
        }

        @Override
        public void cutOff(SnowflakeWarehouse warehouse) {
            warehouse.abandon();
        }

        @Override
        public void close() {
            administer("DROP DATABASE IF EXISTS " + database());
        }
    }
}
