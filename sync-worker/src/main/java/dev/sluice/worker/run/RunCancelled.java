package dev.sluice.worker.run;

/** Somebody asked a run to stop before it committed anything. */
final class RunCancelled extends RuntimeException {

    RunCancelled() {
        super("the run was cancelled");
    }
}
