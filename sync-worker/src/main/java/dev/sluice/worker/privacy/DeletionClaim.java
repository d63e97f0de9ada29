package dev.sluice.worker.privacy;

import dev.sluice.worker.postgres.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Lets one worker at a time see to a deletion: a slower one could forget the new user that came after the deleted one.
 * The claim is a lock of the database, and goes with the worker that holds it.
 */
@ApplicationScoped
class DeletionClaim {

    private static final String CLAIM = "select pg_try_advisory_xact_lock(hashtextextended('deletion ' || ?, 0))";

    private final Transactions transactions;

    DeletionClaim(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    /** Does the work unless another worker is at it. */
    void ifFree(UUID deletion, Runnable work) {
        transactions.call(connection -> {
            try (var statement = connection.prepareStatement(CLAIM)) {
                statement.setString(1, deletion.toString());
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    if (rows.getBoolean(1)) {
                        work.run();
                    }
                }
            }
            return null;
        });
    }
}
