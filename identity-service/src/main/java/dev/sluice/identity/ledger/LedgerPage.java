package dev.sluice.identity.ledger;

import static dev.sluice.identity.validation.FieldRules.require;

import dev.sluice.identity.transaction.Row;
import java.util.List;

/**
 * The stretch of a list of calls that is asked for, in the order in which calls were taken.
 *
 * @param after the number of the last call not wanted any more
 */
record LedgerPage(String environment, long after, int size) {

    private static final int DEFAULT_SIZE = 100;
    private static final int LARGEST_SIZE = 1_000;

    static LedgerPage asked(String environment, long after, int size) {
        require(after >= 0, "after", "must not be negative");
        require(size >= 0 && size <= LARGEST_SIZE, "page_size", "must be 0 to 1,000");
        return new LedgerPage(environment, after, size == 0 ? DEFAULT_SIZE : size);
    }

    /** One more than wanted tells whether there are more. */
    int sizeAndOne() {
        return size + 1;
    }

    <T> List<T> cut(List<T> found) {
        return found.subList(0, Math.min(size, found.size()));
    }

    boolean more(List<?> found) {
        return found.size() > size;
    }

    /** The cursor behind what was found. */
    long cursor(List<? extends Numbered> found) {
        return found.isEmpty() ? after : cut(found).getLast().number();
    }

    /** What has a place in the order in which calls were taken. */
    interface Numbered {
        long number();
    }

    static long number(Row row) {
        return row.number("number");
    }
}
