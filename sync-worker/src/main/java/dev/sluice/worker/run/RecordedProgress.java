package dev.sluice.worker.run;

import java.time.Duration;
import java.util.UUID;

/**
 * Keeps where a run stands in its record, where any replica's watchers see it; not oftener than somebody could read. As
 * long as nothing is written where readers see it, it stops the run that somebody has cancelled.
 */
final class RecordedProgress implements Progress {

    private static final long SHORTEST_PAUSE = Duration.ofMillis(200).toNanos();

    private final RunStore store;
    private final UUID run;
    private RunRecord.Stage stage;
    private long written;

    RecordedProgress(RunStore store, UUID run) {
        this.store = store;
        this.run = run;
    }

    @Override
    public void at(RunRecord.Stage current, String message, long done, long total) {
        long now = System.nanoTime();
        if (current == stage && now - written < SHORTEST_PAUSE) {
            return;
        }
        stage = current;
        written = now;
        boolean cancelled = store.progress(run, current, message, done, total);
        if (cancelled && mayStop(current)) {
            throw new RunCancelled();
        }
    }

    /** In other stages tables are written, up to the commit, before which a run is asked once more, or it is behind it. */
    private static boolean mayStop(RunRecord.Stage stage) {
        return switch (stage) {
            case LANDING, PLANNING, FILLING, VERIFYING -> true;
            case APPLYING, PUBLISHING, DONE -> false;
        };
    }
}
