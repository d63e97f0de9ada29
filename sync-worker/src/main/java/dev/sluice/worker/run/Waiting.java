package dev.sluice.worker.run;

import dev.sluice.worker.snapshot.SyncSnapshot;
import java.util.Set;

/**
 * Which tables a run has wait for rows.
 *
 * @param scope what it brings up to date
 * @param before definitions of events whose tables may wait since earlier runs
 */
public record Waiting(RunScope scope, Set<Long> before) {

    /** @param deletes whether users are deleted: traces of them may stand in any table that waits, so none does */
    public static Waiting of(RunScope asked, Set<Long> before, boolean deletes) {
        return new Waiting(deletes ? RunScope.EVERYTHING : asked.with(before), before);
    }

    /** Whether what tables have waited for comes with this run. */
    public boolean isRecalled() {
        return scope.isEverything() && !before.isEmpty();
    }

    public SyncSnapshot in(SyncSnapshot wanted) {
        return scope.isEverything() ? wanted : wanted.only(scope.onlyEvents());
    }
}
