package dev.sluice.worker.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** For one attribute: which definitions each value leaves possible, remembered for values that recur. */
final class ValueVerdicts {

    /** Beyond that an attribute's values hardly recur, and remembering all of them would fill the memory. */
    private static final int MOST_REMEMBERED = 20_000;

    private final List<Requirement> requirements = new ArrayList<>();
    private final BitSet requiring = new BitSet();
    private final Map<String, BitSet> failing = new HashMap<>();

    private record Requirement(int place, Predicate<String> met) {}

    void require(int place, Predicate<String> met) {
        requirements.add(new Requirement(place, met));
        requiring.set(place);
    }

    boolean isEmpty() {
        return requirements.isEmpty();
    }

    /** Takes out the definitions that the value, null when absent, does not meet. */
    void narrow(BitSet possible, String value) {
        if (!possible.intersects(requiring)) {
            return;
        }
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
        for (var requirement : requirements) {
            if (!requirement.met().test(value)) {
                failed.set(requirement.place());
            }
        }
        return failed;
    }
}
