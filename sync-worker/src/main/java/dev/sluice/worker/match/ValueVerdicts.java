package dev.sluice.worker.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * For one attribute: which definitions each value leaves possible, remembered for values that recur.
 *
 * @param <V> what a value is read as, once for all definitions that look at it
 */
final class ValueVerdicts<V> {

    /** Beyond that an attribute's values hardly recur, and remembering all of them would fill the memory. */
    private static final int MOST_REMEMBERED = 20_000;

    private final Function<String, V> reading;
    private final List<Requirement<V>> requirements = new ArrayList<>();
    private final BitSet requiring = new BitSet();
    private final Map<String, BitSet> failing = new HashMap<>();

    private record Requirement<V>(int place, Predicate<V> met) {}

    /** @param reading of values, null for absent ones */
    ValueVerdicts(Function<String, V> reading) {
        this.reading = reading;
    }

    void require(int place, Predicate<V> met) {
        requirements.add(new Requirement<>(place, met));
        requiring.set(place);
    }

    /**
     * Takes out the definitions that the value does not meet.
     *
     * @param read yields the value, null when absent; asked only where a definition is possible that looks at it
     */
    void narrow(BitSet possible, Supplier<String> read) {
        if (!possible.intersects(requiring)) {
            return;
        }
        String value = read.get();
        var failed = failing.get(value);
        if (failed == null) {
            failed = failedBy(value);
            if (failing.size() >= MOST_REMEMBERED) {
                failing.clear();
            }
            failing.put(value, failed);
        }
        possible.andNot(failed);
    }

    private BitSet failedBy(String value) {
        var failed = new BitSet();
        V subject = reading.apply(value);
        for (var requirement : requirements) {
            if (!requirement.met().test(subject)) {
                failed.set(requirement.place());
            }
        }
        return failed;
    }
}
