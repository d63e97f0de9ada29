package dev.sluice.identity.feed;

import static dev.sluice.identity.validation.FieldRules.require;

import dev.sluice.identity.transaction.Transaction;

/**
 * The stretch of a feed that one page is cut from.
 *
 * @param after the first position not wanted any more
 * @param until the last that is wanted
 */
record FeedWindow(String environment, long after, long until, int pageSize) {

    private static final int DEFAULT_PAGE = 1_000;
    private static final int LARGEST_PAGE = 10_000;

    private static final String HEAD = """
            SELECT position FROM feed_head WHERE environment = ?
            """;

    /** As the request has it, before the head is known. */
    static FeedWindow asked(String environment, long after, long until, int pageSize) {
        require(after >= 0, "after", "must not be negative");
        require(until >= 0, "until", "must not be negative");
        require(pageSize >= 0 && pageSize <= LARGEST_PAGE, "page_size", "must be 0 to 10,000");
        return new FeedWindow(environment, after, until, pageSize == 0 ? DEFAULT_PAGE : pageSize);
    }

    /** A cursor beyond the head was not made by this database; to read on from it would skip what is to come. */
    FeedWindow withinHead(Transaction transaction) {
        long head = head(transaction, environment);
        require(after <= head, "after", "must not be beyond the head of the feed, which is " + head);
        return new FeedWindow(environment, after, until == 0 ? head : Math.min(until, head), pageSize);
    }

    /** The cursor once nothing is left in the window. */
    long end() {
        return Math.max(after, until);
    }

    static long head(Transaction transaction, String environment) {
        return transaction
                .first(HEAD, row -> row.number("position"), environment)
                .orElse(0L);
    }
}
