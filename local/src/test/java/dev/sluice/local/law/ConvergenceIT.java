package dev.sluice.local.law;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * After any history of calls, decisions and runs, in any order and batches, a warehouse equals one built from nothing
 * out of the same inputs, and both are what an oracle in plain Java says they must be; and on the way there every sync
 * keeps the laws.
 */
class ConvergenceIT {

    private static final int STEPS = 25;

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyHistoryConverges(@ForAll("stories") Story story) {
        Telling.of(story);
    }

    @Provide
    Arbitrary<Story> stories() {
        return RandomStories.ofSteps(STEPS);
    }
}
