package dev.sluice.local.law;

import dev.sluice.sync.v1.PlannedChange;

/** A run after a run plans nothing. */
final class NothingLeftLaw implements Law {

    @Override
    public void hold(Moment moment) {
        var left = moment.world().runs().plan().getChangesList().stream()
                .map(PlannedChange::getSentence)
                .toList();
        if (!left.isEmpty()) {
            throw new AssertionError("planning again right after a run yields " + String.join(" ", left));
        }
    }
}
