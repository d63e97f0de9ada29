package dev.sluice.worker.warehouse.snowflake.standin.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a statement where a test wants it. */
public final class Gate {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Waits until the statement has come. */
    public void awaitReached(Duration patience) {
        await(reached, patience);
    }

    public void open() {
        open.countDown();
    }

    void pass() {
        reached.countDown();
        await(open, Duration.ofMinutes(1));
    }

    private static void await(CountDownLatch latch, Duration patience) {
        try {
            if (!latch.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nothing came within " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
