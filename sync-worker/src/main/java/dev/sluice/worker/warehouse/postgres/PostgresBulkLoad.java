package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.postgres.CopyBinary;
import dev.sluice.worker.warehouse.BulkLoad;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.copy.CopyIn;

/** Sends rows to a staging table by COPY, and has its statistics taken: plans depend on how many there are. */
final class PostgresBulkLoad implements BulkLoad {

    private static final int SENT_AT_ONCE = 1 << 16;

    private final Connection connection;
    private final String table;
    private final CopyIn copy;
    private final Meter meter;
    private final CopyBinary rows = new CopyBinary(2 * SENT_AT_ONCE);

    PostgresBulkLoad(Connection connection, String table, Meter meter) {
        this.meter = meter;
        this.connection = connection;
        this.table = table;
        try {
            copy = CopyBinary.begin(connection, "pg_temp." + table);
        } catch (SQLException e) {
            throw PostgresErrors.statement(e);
        }
    }

    @Override
    public void add(List<?> values) {
        rows.row(values.size());
        values.forEach(rows::value);
        if (rows.length() >= SENT_AT_ONCE) {
            send();
        }
    }

    private void send() {
        meter.staged(rows.length());
        try {
            meter.asking().hear();
            rows.send(copy);
        } catch (SQLException e) {
            throw failed(e);
        } catch (WarehouseFailure.Stopped e) {
            cancel().ifPresent(e::addSuppressed);
            throw e;
        }
    }

    private WarehouseFailure failed(SQLException error) {
        cancel().ifPresent(error::addSuppressed);
        return PostgresErrors.statement(error);
    }

    /** A COPY that is not ended holds the connection, and whoever closes that would wait for ever. */
    private Optional<SQLException> cancel() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    /** After a failure there is nothing to end. */
    @Override
    public void close() {
        if (!copy.isActive()) {
            return;
        }
        send();
        try (var statement = connection.createStatement();
                var _ = meter.asking().of(statement)) {
            meter.sent();
            if (CopyBinary.end(copy) > 0) {
                meter.sent();
                statement.execute("ANALYZE pg_temp." + table);
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (WarehouseFailure.Stopped e) {
            cancel().ifPresent(e::addSuppressed);
            throw e;
        }
    }
}
