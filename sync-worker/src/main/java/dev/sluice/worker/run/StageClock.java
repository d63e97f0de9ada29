package dev.sluice.worker.run;

import dev.sluice.worker.run.RunRecord.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Measures how long a run is in each of its stages, and passes on where it stands. Used by the thread of the run alone. */
final class StageClock implements Progress {

    private final Progress next;
    private final LongSupplier nanoTime;
    private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
    private Stage stage = Stage.LANDING;
    private long since;

    StageClock(Progress next, LongSupplier nanoTime) {
        this.next = next;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    @Override
    public void at(Stage current, String message, long done, long total) {
        if (current != stage) {
            close();
            stage = current;
        }
        next.at(current, message, done, total);
    }

    /** Up to now, the stage that goes on included. */
    Map<Stage, Duration> times() {
        close();
        return Map.copyOf(times);
    }

    private void close() {
        long now = nanoTime.getAsLong();
        times.merge(stage, Duration.ofNanos(now - since), Duration::plus);
        since = now;
    }
}
