package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A role without any power of its own, and what it does in an engine's database. */
final class PostgresRole implements AutoCloseable {

    private static final AtomicInteger ROLES = new AtomicInteger();

    private final String name = "role_" + ROLES.incrementAndGet();
    private final PostgresEngine superuser;
    private final PostgresEngine engine;

    PostgresRole(PostgresEngine superuser) {
        this.superuser = superuser;
        this.engine = superuser.as(name);
        superuser.execute("CREATE ROLE " + name + " LOGIN");
    }

    /** As an administrator makes it for a worker: it may create schemas. */
    static PostgresRole writer(PostgresEngine superuser) {
        var writer = new PostgresRole(superuser);
        superuser.execute("GRANT CREATE ON DATABASE %s TO %s".formatted(superuser.database(), writer));
        return writer;
    }

    PostgresEngine asEngine() {
        return engine;
    }

    Target.Postgres target() {
        return engine.target();
    }

    Warehouse open(Layout layout) {
        return engine.open(layout);
    }

    Connection connect() throws SQLException {
        return engine.connect();
    }

    List<List<String>> read(String sql) {
        return engine.read(sql);
    }

    void execute(String sql) {
        engine.execute(sql);
    }

    /** Roles are of the server, so it goes before the database does, with all it has there. */
    @Override
    public void close() {
        superuser.execute("DROP OWNED BY " + name + " CASCADE");
        superuser.execute("DROP ROLE " + name);
    }

    @Override
    public String toString() {
        return name;
    }
}
