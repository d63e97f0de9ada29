package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.postgres.CopyText;
import dev.sluice.worker.warehouse.BulkLoad;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows to a staging table by COPY, and has its statistics taken: plans depend on how many there are. */
final class PostgresBulkLoad implements BulkLoad {

    private static final int SENT_AT_ONCE = 1 << 16;

    private final Connection connection;
    private final String table;
    private final CopyIn copy;
    private final Meter meter;
    private final CopyText rows = new CopyText();

    PostgresBulkLoad(Connection connection, String table, Meter meter) {
        this.meter = meter;
        this.connection = connection;
        this.table = table;
        try {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY pg_temp." + table + " FROM STDIN");
        } catch (SQLException e) {
            throw PostgresErrors.statement(e);
        }
    }

    @Override
    public void add(List<?> values) {
        values.forEach(rows::value);
        rows.endRow();
        if (rows.length() >= SENT_AT_ONCE) {
            send();
        }
    }

    private void send() {
        var bytes = rows.toBytes();
        meter.staged(bytes.length);
        try {
            meter.asking().hear();
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw failed(e);
        } catch (WarehouseFailure.Stopped e) {
            cancel().ifPresent(e::addSuppressed);
            throw e;
        }
        rows.clear();
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
            if (copy.endCopy() > 0) {
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
