package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gets hold of tables, and of the views over them, that are about to be changed under the eyes of readers. A lock that
 * waits for a long query makes everybody behind it wait too, so it waits for a moment only, lets go of all it has, and
 * comes again later. Views come before what they are over, as they do for readers: neither waits for the other for ever.
 */
final class PostgresReservation {

    private static final Set<String> TAKEN = Set.of(PostgresErrors.LOCK_NOT_AVAILABLE, PostgresErrors.DEADLOCK);
    private static final int TRIES = 120;
    private static final int SHORTEST_PAUSE_MILLIS = 100;
    private static final int LONGEST_PAUSE_MILLIS = 1_000;

    private final Connection connection;
    private final PostgresDialect dialect;
    private final Layout layout;
    private final int mostTries;

    PostgresReservation(Connection connection, Layout layout) {
        this(connection, layout, TRIES);
    }

    PostgresReservation(Connection connection, Layout layout, int mostTries) {
        this.connection = connection;
        this.dialect = new PostgresDialect(layout);
        this.layout = layout;
        this.mostTries = mostTries;
    }

    void take(List<String> tables) {
        if (tables.isEmpty()) {
            return;
        }
        try {
            for (int tries = 0; !taken(tables); tries++) {
                if (tries == mostTries) {
                    throw new WarehouseFailure.Busy(
                            "queries that last have hold of tables that must change: %s; end them and run again"
                                    .formatted(String.join(", ", tables)),
                            null);
                }
                pause();
            }
        } catch (SQLException e) {
            throw PostgresErrors.statement(e);
        }
    }

    private boolean taken(List<String> tables) throws SQLException {
        var before = connection.setSavepoint();
        try (var statement =
                connection.prepareStatement("CALL %s.reserve(?, ?)".formatted(dialect.quote(layout.rawSchema())))) {
            statement.setString(1, layout.schema());
            statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
            statement.execute();
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!TAKEN.contains(e.getSQLState())) {
                throw e;
            }
            letGo(before);
            return false;
        }
    }

    private void letGo(Savepoint before) throws SQLException {
        connection.rollback(before);
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WarehouseFailure.Busy("the run was told to stop while it waited for readers", e);
        }
    }
}
