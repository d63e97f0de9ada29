package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.AnswerText;
import dev.sluice.worker.warehouse.contract.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database of its own, and whoever connects to it. */
final class PostgresEngine implements Engine {

    private final PostgresServer server = PostgresServer.get();
    private final String database;

    PostgresEngine() {
        try {
            database = server.create();
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    @Override
    public Target target() {
        return server.target(database);
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
        return PostgresWarehouse.open(server.target(database), "", layout);
    }

    @Override
    public Warehouse openForPlanning(Layout layout) {
        return open(layout);
    }

    @Override
    public List<List<String>> read(String sql) {
        try (var connection = server.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return AnswerText.of(rows);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    @Override
    public void execute(String sql) {
        try (var connection = server.connect(database);
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
    public Engine fresh() {
        return new PostgresEngine();
    }

    @Override
    public void close() {
        try {
            server.drop(database);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }
}
