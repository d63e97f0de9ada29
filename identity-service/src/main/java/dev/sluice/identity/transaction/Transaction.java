package dev.sluice.identity.transaction;

import dev.sluice.errors.DatabaseOutage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sends statements in one open transaction. Arguments are always bound: numbers, text, {@link Instant}s, and whole
 * {@link Column}s where many rows travel in one statement.
 */
public final class Transaction {

    private static final int ROWS_AT_A_TIME = 1_000;

    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** The number of rows changed. */
    public int execute(String sql, Object... arguments) {
        try (var statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw DatabaseOutage.translate(e);
        }
    }

    public <T> List<T> list(String sql, Function<Row, T> reader, Object... arguments) {
        var results = new ArrayList<T>();
        visit(sql, row -> results.add(reader.apply(row)), arguments);
        return results;
    }

    public <T> Optional<T> first(String sql, Function<Row, T> reader, Object... arguments) {
        return list(sql, reader, arguments).stream().findFirst();
    }

    /** Shows the rows one by one, holding few of them at a time, until the visitor answers false. */
    public void visit(String sql, Predicate<Row> visitor, Object... arguments) {
        try (var statement = prepare(sql, arguments)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (var results = statement.executeQuery()) {
                var row = new Row(results);
                boolean wanted = true;
                while (wanted && results.next()) {
                    wanted = visitor.test(row);
                }
            }
        } catch (SQLException e) {
            throw DatabaseOutage.translate(e);
        }
    }

    private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, bindable(arguments[i]));
        }
        return statement;
    }

    private Object bindable(Object argument) throws SQLException {
        return switch (argument) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Column column -> connection.createArrayOf(column.type(), column.values());
            default -> argument;
        };
    }
}
