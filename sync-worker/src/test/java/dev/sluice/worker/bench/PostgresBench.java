package dev.sluice.worker.bench;

import static dev.sluice.worker.bench.Comparison.timed;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.postgres.PostgresWarehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/** PostgreSQL as a server would have it: everything is kept, and there is some memory. */
final class PostgresBench implements BenchEngine {

    private static final int SENT_AT_ONCE = 1 << 16;

    private final EmbeddedPostgres server;
    private final Set<String> databases = new HashSet<>();
    private int madeByHand;

    PostgresBench() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "1GB")
                    .setServerConfig("max_wal_size", "8GB")
                    .setServerConfig("checkpoint_timeout", "30min")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Target.Postgres target(String database) {
        if (databases.add(database)) {
            execute("CREATE DATABASE " + database);
        }
        return new Target.Postgres(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database), "postgres", "");
    }

    @Override
    public Warehouse open(String database, Layout layout) {
        return PostgresWarehouse.open(target(database), "", layout);
    }

    @Override
    public void drop(String database) {
        if (databases.remove(database)) {
            execute("DROP DATABASE " + database + " WITH (FORCE)");
        }
    }

    private void execute(String sql) {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
    }

    @Override
    public String fastestLoad() {
        return "COPY of the same rows into a plain table";
    }

    @Override
    public double load(String database, Layout layout, List<List<?>> rows) {
        try (var warehouse = open(database, layout)) {
            warehouse.execute(
                    "CREATE TABLE public.plain AS SELECT * FROM %s WITH NO DATA".formatted(Staging.LANDED_EVENTS));
            warehouse.commit();
        }
        return timed(() -> copy(database, rows));
    }

    private void copy(String database, List<List<?>> rows) {
        try (var connection = connect(database)) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY public.plain FROM STDIN");
            var text = new CopyText();
            for (var row : rows) {
                row.forEach(text::value);
                text.endRow();
                if (text.length() >= SENT_AT_ONCE) {
                    var bytes = text.toBytes();
                    copy.writeToCopy(bytes, 0, bytes.length);
                    text.clear();
                }
            }
            var bytes = text.toBytes();
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the indexes that event tables have here. */
    @Override
    public List<String> replace(String table, String query) {
        String schema = Shop.LAYOUT.schema();
        String made = schema + ".made_by_hand_" + ++madeByHand;
        return List.of(
                "CREATE TABLE %s AS %s".formatted(made, query),
                "CREATE INDEX ON %s (event_id)".formatted(made),
                "CREATE INDEX ON %s (user_id)".formatted(made),
                "DROP TABLE %s CASCADE".formatted(table),
                "ALTER TABLE %s RENAME TO %s".formatted(made, table.substring(table.indexOf('.') + 1)));
    }

    @Override
    public String meets(String text, String expression) {
        return "%s ~ '%s'".formatted(text, expression);
    }

    @Override
    public String number(String property) {
        return "CAST(r.properties ->> '%s' AS double precision)".formatted(property);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
