package dev.sluice.worker.tagging;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** A test of one attribute of raw events, and where the values that meet it come from. */
sealed interface ValueTest {

    /** Values that are known without looking. */
    record Listed(List<String> values) implements ValueTest {
        Listed(Collection<String> values) {
            this(List.copyOf(values));
        }
    }

    /**
     * Those of the distinct values of an expression on the rows {@code r} of a relation that Java lets pass.
     *
     * @param within a condition on these rows, by tests shipped before: the values of others do not matter
     */
    record Judged(String relation, String expression, String within, Predicate<String> test) implements ValueTest {}
}
