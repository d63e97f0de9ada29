package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.warehouse.JdbcStatements;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A session, and the schema in which it looks for unqualified names: it goes back there after a statement that leads it
 * elsewhere, as the making of a schema does. Not safe for use by several threads.
 */
final class SnowflakeSession implements AutoCloseable {

    private final Connection connection;
    private final JdbcStatements statements;
    private final Meter meter;
    private String schema;
    private Consumer<WarehouseFailure.Statement> refused = _ -> {};

    private SnowflakeSession(Connection connection, Meter meter) {
        this.connection = connection;
        this.statements = new JdbcStatements(connection, SnowflakeErrors::statement, meter);
        this.meter = meter;
    }

    static SnowflakeSession open(SnowflakeLogin login, String tag, Meter meter) {
        try {
            return new SnowflakeSession(SnowflakeConnections.open(login, tag), meter);
        } catch (SQLException e) {
            throw SnowflakeErrors.opening(SnowflakeConnections.host(login.target()), e);
        }
    }

    /** @param hearer of each statement that is refused, before anybody else hears of it; may throw what it means */
    void onRefusal(Consumer<WarehouseFailure.Statement> hearer) {
        refused = hearer;
    }

    /** Not of the hearer's own statements. */
    private <T> T telling(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (WarehouseFailure.Statement e) {
            var hearer = refused;
            refused = _ -> {};
            try {
                hearer.accept(e);
            } finally {
                refused = hearer;
            }
            throw e;
        }
    }

    /** @param name of the schema, as Snowflake keeps it */
    void enter(String name, Dialect dialect) {
        telling(() -> statements.execute("USE SCHEMA " + dialect.quote(name)));
        schema = name;
    }

    long execute(String sql) {
        return telling(() -> {
            long written = statements.execute(sql);
            goBack();
            return written;
        });
    }

    private void goBack() {
        try {
            if (schema != null && !schema.equals(connection.getSchema())) {
                statements.execute("USE SCHEMA " + SnowflakeDialect.exactly(schema));
            }
        } catch (SQLException e) {
            throw SnowflakeErrors.statement(e);
        }
    }

    long execute(String sql, List<?> values) {
        var bound = values.stream().map(SnowflakeSession::bound).toList();
        return telling(() -> statements.execute(sql, bound));
    }

    /** The driver knows no instants, and its timestamps are of the calendar that was. */
    private static Object bound(Object value) {
        return value instanceof Instant instant ? Dialect.INSTANT.format(instant) : value;
    }

    /** @return the numbers of the only row that a statement answers */
    List<Long> counts(String sql) {
        return telling(() -> countsOf(sql));
    }

    private List<Long> countsOf(String sql) {
        meter.sent();
        try (var statement = connection.createStatement();
                var _ = meter.asking().of(statement);
                var results = statement.executeQuery(sql)) {
            var counts = new ArrayList<Long>();
            results.next();
            for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                counts.add(results.getLong(i));
            }
            counts.forEach(meter::wrote);
            return counts;
        } catch (SQLException e) {
            throw meter.asking().failure(e, SnowflakeErrors::statement);
        }
    }

    void query(String sql, Consumer<Warehouse.Row> rows) {
        telling(() -> {
            statements.query(sql, 0, rows);
            return null;
        });
    }

    /** The first column of a query. */
    List<String> texts(String sql) {
        var texts = new ArrayList<String>();
        query(sql, row -> texts.add(row.text(1)));
        return texts;
    }

    /** The names of a table's columns, in order. */
    List<String> columns(String table) {
        return telling(() -> columnsOf(table));
    }

    private List<String> columnsOf(String table) {
        try (var statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT * FROM %s LIMIT 0".formatted(table))) {
            var columns = new ArrayList<String>();
            for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                columns.add(results.getMetaData().getColumnName(i));
            }
            return columns;
        } catch (SQLException e) {
            throw SnowflakeErrors.statement(e);
        }
    }

    Meter meter() {
        return meter;
    }

    @Override
    public void close() {
        SnowflakeConnections.closeQuietly(connection);
    }
}
