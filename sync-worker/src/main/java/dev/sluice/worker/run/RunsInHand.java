package dev.sluice.worker.run;

import dev.sluice.worker.warehouse.Meter;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The runs of this process while they hold their warehouses. One that hangs is stopped, and so is one that somebody has
 * cancelled and that waits for the answer to a statement; where even that has no effect, its lease is left to expire, and
 * whoever has the warehouse next ends its record. When the process is to stop, runs have a while to end by themselves.
 */
@ApplicationScoped
class RunsInHand {

    private static final Logger LOG = Logger.getLogger(RunsInHand.class);

    private final RunStore store;
    private final Reservations reservations;
    private final RunConfig config;
    private final Set<RunInHand> all = ConcurrentHashMap.newKeySet();

    RunsInHand(RunStore store, Reservations reservations, RunConfig config) {
        this.store = store;
        this.reservations = reservations;
        this.config = config;
    }

    /** @throws RunInterrupted when the process is to stop */
    <T> T during(UUID run, Lease.Held lease, Meter meter, Function<RunInHand, T> work) {
        var inHand = new RunInHand(run, lease, meter);
        all.add(inHand);
        try {
            reservations.refuseWhenClosed();
            return work.apply(inHand);
        } catch (RuntimeException e) {
            throw inHand.cause(e);
        } finally {
            all.remove(inHand);
            inHand.end();
        }
    }

    @Scheduled(every = "${sluice.run.renew-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        for (var work : all) {
            var silence = work.silence();
            if (silence.compareTo(config.hangsAfter()) > 0) {
                giveUp(work, silence);
            } else if (store.isCancelled(work.run())) {
                work.cancel();
            }
        }
    }

    private void giveUp(RunInHand work, Duration silence) {
        LOG.errorf(
                "A run hangs and is given up: run=%s environment=%s warehouse=%s silence=%ss",
                work.run(), work.lease().environment(), work.lease().warehouse(), silence.toSeconds());
        if (!work.stop(RunInterrupted.bySilence(silence))) {
            reservations.abandon(work.lease());
        }
    }

    /** Has runs end: by themselves for a while, then wherever they are. */
    void stop() {
        reservations.close();
        awaitNone(config.stopWithin());
        for (var work : all) {
            LOG.warnf(
                    "A run is stopped with its worker: run=%s environment=%s warehouse=%s",
                    work.run(), work.lease().environment(), work.lease().warehouse());
            work.stop(RunInterrupted.byStopping());
        }
    }

    private void awaitNone(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (!all.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(config.waitInterval());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
