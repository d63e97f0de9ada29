package dev.sluice.worker.outbox;

import dev.sluice.worker.postgres.Transactions;
import dev.sluice.worker.quarantine.RefusedCallTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Hands queued calls on to identity-service, those of one environment in the order in which they were taken: one worker
 * at a time has an environment, by a lock that goes with its transaction. Calls leave the queue when they are applied; a
 * worker that dies between the two has them applied again, which changes nothing.
 */
@ApplicationScoped
public class IdentityOutbox {

    private static final String KEY = "(hashtextextended('identity outbox of ' || ?, 0))";
    private static final String TRY_TURN = "select pg_try_advisory_xact_lock" + KEY;
    private static final String AWAIT_TURN = "select true from pg_advisory_xact_lock" + KEY;
    private static final String PATIENCE = "select true from set_config('lock_timeout', ?, true)";

    private final Transactions transactions;
    private final IdentityCalls identity;
    private final OutboxConfig config;

    IdentityOutbox(DataSource dataSource, IdentityCalls identity, OutboxConfig config) {
        this.transactions = new Transactions(dataSource);
        this.identity = identity;
        this.config = config;
    }

    /**
     * Returns when everything that was acknowledged before is applied. Whoever reads the feeds of identity-service, or
     * has it forget somebody, asks for this first.
     *
     * @throws dev.sluice.errors.Failure.Unavailable where identity-service is away
     */
    public void drain(String environment) {
        long last = transactions.call(connection -> new OutboxTable(connection).last(environment));
        boolean more = last > 0;
        while (more) {
            more = transactions.call(connection -> {
                isTrue(connection, PATIENCE, Long.toString(config.turnTimeout().toMillis()));
                isTrue(connection, AWAIT_TURN, environment);
                return applySome(connection, environment, last);
            });
        }
    }

    /** Hands some calls on unless another worker is at it. False when there is nothing left to do. */
    boolean advance(String environment) {
        return transactions.call(connection ->
                isTrue(connection, TRY_TURN, environment) && applySome(connection, environment, Long.MAX_VALUE));
    }

    List<String> environments() {
        return transactions.call(connection -> new OutboxTable(connection).environments());
    }

    /** False when none was left. */
    private boolean applySome(Connection connection, String environment, long untilId) throws SQLException {
        var table = new OutboxTable(connection);
        var some = atOnce(table.oldest(environment, untilId, config.callsAtOnce()));
        if (some.isEmpty()) {
            return false;
        }
        var refused = identity.apply(
                environment, some.stream().map(OutboxTable.Waiting::call).toList());
        if (!refused.isEmpty()) {
            new RefusedCallTable(connection).insert(refused);
        }
        table.delete(environment, some.stream().map(OutboxTable.Waiting::id).toList());
        return true;
    }

    private List<OutboxTable.Waiting> atOnce(List<OutboxTable.Waiting> waiting) {
        var some = new ArrayList<OutboxTable.Waiting>();
        long bytes = 0;
        for (var call : waiting) {
            bytes += call.bytes();
            if (!some.isEmpty() && bytes > config.bytesAtOnce()) {
                break;
            }
            some.add(call);
        }
        return some;
    }

    private static boolean isTrue(Connection connection, String sql, String value) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
