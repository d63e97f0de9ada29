package dev.sluice.worker.run;

import java.time.Duration;

/** A run is stopped before its end, as no fault of what it does; it is to be done again. */
final class RunInterrupted extends RuntimeException {

    private RunInterrupted(String message) {
        super(message);
    }

    static RunInterrupted byStopping() {
        return new RunInterrupted("the worker of this run was stopped");
    }

    static RunInterrupted bySilence(Duration silence) {
        return new RunInterrupted(
                "nothing was heard of this run for %d s, so it was given up".formatted(silence.toSeconds()));
    }
}
