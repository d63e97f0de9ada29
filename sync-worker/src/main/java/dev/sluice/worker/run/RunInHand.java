package dev.sluice.worker.run;

import dev.sluice.worker.warehouse.Meter;
import java.time.Duration;
import java.util.UUID;

/** A run that is being done by a thread, which others may stop up to its end. Safe for several threads. */
final class RunInHand {

    private final UUID run;
    private final Lease.Held lease;
    private final Meter meter;
    private final Thread thread = Thread.currentThread();
    private boolean committing;
    private boolean ended;
    private RuntimeException stopped;

    /** Of the current thread. */
    RunInHand(UUID run, Lease.Held lease, Meter meter) {
        this.run = run;
        this.lease = lease;
        this.meter = meter;
    }

    UUID run() {
        return run;
    }

    Lease.Held lease() {
        return lease;
    }

    Duration silence() {
        return meter.asking().silence();
    }

    /** @return false where it was stopped before, and goes on nevertheless */
    synchronized boolean stop(RuntimeException why) {
        if (ended) {
            return true;
        }
        if (stopped != null) {
            // What was asked may have begun only after it was cancelled.
            meter.asking().stop(stopped);
            return false;
        }
        stopped = why;
        meter.asking().stop(why);
        thread.interrupt();
        return true;
    }

    /** As long as nothing is committed. */
    synchronized void cancel() {
        if (!committing) {
            stop(new RunCancelled());
        }
    }

    /** From here on nobody cancels it. */
    synchronized void beginCommit() {
        meter.asking().hear();
        committing = true;
    }

    /** Whatever breaks once the run was stopped does so for that. */
    synchronized RuntimeException cause(RuntimeException thrown) {
        return stopped == null ? thrown : stopped;
    }

    /** The thread goes on to other things. */
    synchronized void end() {
        ended = true;
        if (stopped != null) {
            Thread.interrupted();
        }
    }
}
