package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Scripts;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.AnswerText;
import dev.sluice.worker.warehouse.contract.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database of its own, and whoever connects to it. */
final class PostgresEngine implements Engine {

    private final PostgresServer server = PostgresServer.get();
    private final String database;
    private final String user;

    PostgresEngine() {
        user = PostgresServer.SUPERUSER;
        try {
            database = server.create();
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    private PostgresEngine(String database) {
        this(database, PostgresServer.SUPERUSER);
    }

    private PostgresEngine(String database, String user) {
        this.database = database;
        this.user = user;
    }

    /** The same database as another role meets it; it stays when that is closed. */
    PostgresEngine as(String role) {
        return new PostgresEngine(database, role);
    }

    @Override
    public Target.Postgres target() {
        return server.target(database, user);
    }

    String database() {
        return database;
    }

    Connection connect() throws SQLException {
        return server.connect(database, user);
    }

    @Override
    public int longestName() {
        return 63;
    }

    @Override
    public boolean holdsTablesOfPeople() {
        return true;
    }

    @Override
    public Warehouse open(Layout layout) {
        return PostgresWarehouse.open(target(), "", layout);
    }

    @Override
    public Warehouse openForPlanning(Layout layout) {
        return open(layout);
    }

    @Override
    public List<List<String>> read(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return AnswerText.of(rows);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    @Override
    public void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    @Override
    public List<String> rows(Warehouse warehouse, String query) {
        var rows = new ArrayList<String>();
        warehouse.query(
                "SELECT CAST(r AS text) COLLATE \"C\" FROM (%s) AS r ORDER BY 1".formatted(query),
                row -> rows.add(row.text(1)));
        return rows;
    }

    @Override
    public String dropping(String table) {
        return "DROP TABLE %s CASCADE".formatted(table);
    }

    @Override
    public String nextOf(String sequence) {
        return "nextval('%s')".formatted(sequence);
    }

    @Override
    public Optional<String> refusalOfOutdatedViews() {
        return Optional.empty();
    }

    @Override
    public Engine fresh() {
        return new PostgresEngine();
    }

    @Override
    public Engine copy() {
        try {
            return new PostgresEngine(server.copy(database));
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    @Override
    public List<String> script(String name, Layout layout) {
        return Scripts.statements(PostgresWarehouse.class, name, '"' + layout.rawSchema() + '"');
    }

    /** Returns when the server is done with the run. */
    @Override
    public Runnable lifeline(Warehouse warehouse) {
        var process = new ArrayList<Long>();
        warehouse.query("SELECT pg_backend_pid()", row -> process.add(row.number(1)));
        return () -> execute("SELECT pg_terminate_backend(%d, 10000)".formatted(process.getFirst()));
    }

    @Override
    public void close() {
        try {
            if (user.equals(PostgresServer.SUPERUSER)) {
                server.drop(database);
            }
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }
}
