package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.warehouse.Target;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;

/** A PostgreSQL that lives as long as the tests, with a database for each warehouse. */
final class PostgresServer {

    static final String SUPERUSER = "postgres";

    private static final PostgresServer ONLY = new PostgresServer();

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer() {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off");
            Optional.ofNullable(System.getProperty("sluice.postgres.binaries"))
                    .ifPresent(jar -> builder.setPgBinaryResolver((_, _) -> binary(Path.of(jar))));
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the library would find on the class path, which has one version. */
    private static InputStream binary(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var entry = zip.stream()
                    .filter(each -> each.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            return new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
        }
    }

    static PostgresServer get() {
        return ONLY;
    }

    /** An empty database's name. */
    String create() throws SQLException {
        return copy("template1");
    }

    String copy(String database) throws SQLException {
        String name = "warehouse_" + databases.incrementAndGet();
        execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, database));
        return name;
    }

    void drop(String name) throws SQLException {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect("postgres", SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connect(String database, String user) throws SQLException {
        return server.getDatabase(user, database).getConnection();
    }

    Target.Postgres target(String database, String user) {
        return new Target.Postgres("jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database), user, "");
    }
}
