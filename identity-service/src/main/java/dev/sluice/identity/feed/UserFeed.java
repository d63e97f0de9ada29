package dev.sluice.identity.feed;

import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import dev.sluice.identity.v1.ReadUsersResponse;
import jakarta.inject.Singleton;

/**
 * Reads users in the order of their latest change, each merged over everyone who became them. The merging happens in
 * the query, user by user as the rows are fetched, so neither side holds more than a page.
 */
@Singleton
final class UserFeed {

    /**
     * A row per user and property; a user without properties has one row, with no key. Whose account is gone was deleted.
     * Of a key, what the latest call of any member set or unset goes before what the earliest set once.
     */
    private static final String PAGE = """
            SELECT changed.position, changed.user_id, changed.retired, changed.identity,
                   span.joindate, greatest(span.last_call, span.joindate) AS last_modified,
                   property.key, property.value_kind, property.value, property.time
            FROM (SELECT c.position, c.user_id, coalesce(a.root_user_id <> a.user_id, true) AS retired,
                         CASE WHEN a.kind = 'identity' THEN a.key END AS identity
                  FROM user_change c
                  LEFT JOIN user_account a ON a.environment = c.environment AND a.user_id = c.user_id
                  WHERE c.environment = ? AND c.position > ? AND c.position <= ?
                  ORDER BY c.position
                  LIMIT ?) changed
            CROSS JOIN LATERAL (
                SELECT min(member.first_seen) AS joindate, max(member.last_call) AS last_call
                FROM user_account member
                WHERE member.environment = ? AND member.root_user_id = changed.user_id) span
            LEFT JOIN LATERAL (
                SELECT DISTINCT ON (p.key) p.key, p.value_kind, p.value, p.time
                FROM user_account member
                JOIN user_property p ON p.environment = member.environment AND p.user_id = member.user_id
                CROSS JOIN LATERAL (SELECT (p.time, p.call_id, p.value, p.value_kind) AS place) stamp
                WHERE member.environment = ? AND member.root_user_id = changed.user_id
                ORDER BY p.key, p.slot DESC, CASE WHEN p.slot = 'latest' THEN place END DESC,
                    CASE WHEN p.slot = 'first' THEN place END) property ON property.value_kind <> 'unset'
            ORDER BY changed.position
            """;

    private final Transactions transactions;
    private final FeedConfig config;

    UserFeed(Transactions transactions, FeedConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    ReadUsersResponse read(FeedWindow asked) {
        return transactions.read(transaction -> page(transaction, asked.withinHead(transaction)));
    }

    private ReadUsersResponse page(Transaction transaction, FeedWindow window) {
        var page = new UserPage(window, config.pageBytes().asLongValue());
        transaction.visit(
                PAGE,
                page::add,
                window.environment(),
                window.after(),
                window.until(),
                window.pageSize() + 1,
                window.environment(),
                window.environment());
        return page.toProto();
    }
}
