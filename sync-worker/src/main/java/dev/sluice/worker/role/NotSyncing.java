package dev.sluice.worker.role;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Keeps the timers of runs and deletions still where another deployment does these. */
@Singleton
public class NotSyncing implements Scheduled.SkipPredicate {

    private final RoleConfig config;

    NotSyncing(RoleConfig config) {
        this.config = config;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !config.role().syncs();
    }
}
