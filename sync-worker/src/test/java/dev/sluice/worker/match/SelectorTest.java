package dev.sluice.worker.match;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.ancestry.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Selectors on ancestries that nobody would write by hand. */
class SelectorTest {

    private static final int DEPTH = 250;

    /** Trying every way to lay the chain on the ancestry would take longer than anybody waits. */
    @Test
    void longChainUnderDeepNestingIsJudged() {
        var ancestry = new ArrayList<>(Collections.nCopies(DEPTH, element("div")));
        ancestry.add(element("button"));
        assertTrue(chain(Collections.nCopies(40, "div")).meets(ancestry));
        var impossible = new ArrayList<>(List.of("nav"));
        impossible.addAll(Collections.nCopies(40, "div"));
        assertFalse(chain(impossible).meets(ancestry));
    }

    private static Element element(String tag) {
        return Element.of(tag, "", List.of(), Map.of());
    }

    private static Selector chain(List<String> ancestors) {
        var steps = new ArrayList<Selector.Step>();
        ancestors.forEach(tag -> steps.add(step(tag)));
        steps.add(step("button"));
        return new Selector(List.of(new Selector.Complex(steps)));
    }

    private static Selector.Step step(String tag) {
        return new Selector.Step(
                Selector.Combinator.DESCENDANT, new Selector.Compound(tag, List.of(), List.of(), List.of()));
    }
}
