package dev.sluice.identity.feed;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives what a transaction changed its positions in the feeds.
 *
 * <p>A changing transaction takes the environment's lock first and publishes last; the lock goes with the commit. So
 * positions of one environment are in commit order and a reader that sees a head sees everything up to it. The price:
 * the changes of one environment happen one transaction at a time, on all replicas together. Batches make that cheap,
 * and as every writer takes this one lock before anything else, none can deadlock.
 */
@Singleton
public final class FeedPublication {

    private static final String MAKE_HEAD = """
            INSERT INTO feed_head (environment) VALUES (?) ON CONFLICT DO NOTHING
            """;

    private static final String LOCK = """
            SELECT position FROM feed_head WHERE environment = ? FOR UPDATE
            """;

    /** Rows are told apart by where they lie, which nobody else can change while we hold the lock. */
    private static final String PLACE_MIGRATIONS = """
            UPDATE user_migration m
            SET position = ? + changed.ordinal
            FROM (SELECT ctid AS place, row_number() OVER (ORDER BY from_user_id) AS ordinal
                  FROM user_migration WHERE environment = ? AND position IS NULL) changed
            WHERE m.ctid = changed.place
            """;

    private static final String PLACE_USERS = """
            INSERT INTO user_change (environment, user_id, position)
            SELECT ?, changed.user_id, ? + changed.ordinal
            FROM unnest(?::bigint[]) WITH ORDINALITY AS changed(user_id, ordinal)
            ON CONFLICT (environment, user_id) DO UPDATE SET position = excluded.position
            """;

    private static final String MOVE_HEAD = """
            UPDATE feed_head SET position = ? WHERE environment = ?
            """;

    public void lock(Transaction transaction, String environment) {
        if (lockedHead(transaction, environment).isEmpty()) {
            transaction.execute(MAKE_HEAD, environment);
            lockedHead(transaction, environment).orElseThrow();
        }
    }

    /**
     * @param users whose merged state, or whose being a user at all, changed; changed migrations are those without a
     *     position
     */
    public void publish(Transaction transaction, String environment, Set<Long> users) {
        long head = lockedHead(transaction, environment).orElseThrow();
        long position = head + transaction.execute(PLACE_MIGRATIONS, head, environment);
        if (!users.isEmpty()) {
            position += transaction.execute(PLACE_USERS, environment, position, Column.bigints(new TreeSet<>(users)));
        }
        if (position > head) {
            transaction.execute(MOVE_HEAD, position, environment);
        }
    }

    private static Optional<Long> lockedHead(Transaction transaction, String environment) {
        return transaction.first(LOCK, row -> row.number("position"), environment);
    }
}
