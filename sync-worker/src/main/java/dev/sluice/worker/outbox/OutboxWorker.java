package dev.sluice.worker.outbox;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.KnownFailures;
import io.grpc.StatusRuntimeException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Hands queued calls on as soon as they are durable, and those that waited for identity-service when it is back. What
 * fails in one environment does not hold up the others.
 */
@ApplicationScoped
public class OutboxWorker {

    private static final Logger LOG = Logger.getLogger(OutboxWorker.class);

    private final IdentityOutbox outbox;
    private final OutboxConfig config;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("identity-outbox").unstarted(this::work);
    private volatile boolean stopping;

    OutboxWorker(IdentityOutbox outbox, OutboxConfig config) {
        this.outbox = outbox;
        this.config = config;
    }

    /** There is something to hand on. */
    public void wake() {
        news.release();
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    /** Calls that are still queued wait for the next start. */
    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(config.pauseAfterFailure());
    }

    private void work() {
        try {
            while (!stopping) {
                news.tryAcquire(config.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                var round = new Round();
                do {
                    round.advance();
                } while (round.goesOn && !stopping);
                if (round.failed) {
                    Thread.sleep(config.pauseAfterFailure());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands a few calls of every environment on: no long queue keeps others waiting. */
    private final class Round {
        private boolean goesOn;
        private boolean failed;

        void advance() {
            goesOn = false;
            try {
                outbox.environments().forEach(this::advance);
            } catch (RuntimeException e) {
                fail(e, "all");
            }
            goesOn &= !failed;
        }

        private void advance(String environment) {
            try {
                goesOn |= outbox.advance(environment);
            } catch (RuntimeException e) {
                fail(e, environment);
            }
        }

        private void fail(RuntimeException thrown, String environment) {
            failed = true;
            if (thrown instanceof StatusRuntimeException refused) {
                LOG.warnf(
                        "Calls cannot be applied: environment=%s reason=%s",
                        environment, GrpcStatuses.name(GrpcStatuses.reason(refused)));
            } else if (!stopping) {
                KnownFailures.of(thrown);
            }
        }
    }
}
