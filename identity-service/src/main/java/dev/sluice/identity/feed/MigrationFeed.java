package dev.sluice.identity.feed;

import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import dev.sluice.identity.v1.Migration;
import dev.sluice.identity.v1.ReadMigrationsResponse;
import dev.sluice.wire.Timestamps;
import jakarta.inject.Singleton;

/** Reads migrations in the order of their latest change. */
@Singleton
final class MigrationFeed {

    private static final String PAGE = """
            SELECT from_user_id, to_user_id, time, withdrawn, position
            FROM user_migration
            WHERE environment = ? AND position > ? AND position <= ?
            ORDER BY position
            LIMIT ?
            """;

    private static final String COUNT = """
            SELECT count(*) AS migrations
            FROM (SELECT FROM user_migration WHERE environment = ? AND position > ? LIMIT 100000) following
            """;

    private final Transactions transactions;

    MigrationFeed(Transactions transactions) {
        this.transactions = transactions;
    }

    ReadMigrationsResponse read(FeedWindow asked) {
        return transactions.read(transaction -> page(transaction, asked.withinHead(transaction)));
    }

    /** At most 100,000: more need not be told apart. */
    static long countAfter(Transaction transaction, String environment, long position) {
        return transaction
                .first(COUNT, row -> row.number("migrations"), environment, position)
                .orElseThrow();
    }

    private static ReadMigrationsResponse page(Transaction transaction, FeedWindow window) {
        var page = ReadMigrationsResponse.newBuilder().setCursor(window.after());
        transaction.visit(
                PAGE,
                row -> add(page, row, window),
                window.environment(),
                window.after(),
                window.until(),
                window.pageSize() + 1);
        return page.getMore() ? page.build() : page.setCursor(window.end()).build();
    }

    private static boolean add(ReadMigrationsResponse.Builder page, Row row, FeedWindow window) {
        if (page.getMigrationsCount() == window.pageSize()) {
            page.setMore(true);
            return false;
        }
        page.addMigrations(migration(row)).setCursor(row.number("position"));
        return true;
    }

    private static Migration migration(Row row) {
        return Migration.newBuilder()
                .setFromUserId(row.number("from_user_id"))
                .setToUserId(row.number("to_user_id"))
                .setTime(Timestamps.of(row.time("time")))
                .setWithdrawn(row.flag("withdrawn"))
                .build();
    }
}
