package dev.sluice.worker.eventlog;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.sluice.errors.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Commits what concurrent requests bring in few transactions: few threads write, and all that waited while they were
 * writing is the next one's transaction. While one of them waits for its commit, another takes message ids. A request
 * returns when its transaction is committed; when that fails, every request in it fails and may be sent again.
 */
@ApplicationScoped
public class GroupCommit {

    private final EventLog log;
    private final EventLogConfig config;
    private final Timer commits;
    private final BlockingQueue<Waiting> queue;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final List<Thread> writers;
    private volatile boolean closed;

    GroupCommit(EventLog log, EventLogConfig config, MeterRegistry meters) {
        this.log = log;
        this.config = config;
        this.commits = Timer.builder("sluice.capture.commit")
                .description("Time of one transaction that appends to the event log")
                .publishPercentileHistogram()
                .register(meters);
        this.queue = new ArrayBlockingQueue<>(config.waitingRequests());
        this.writers = IntStream.rangeClosed(1, Math.max(1, config.writers()))
                .mapToObj(number ->
                        Thread.ofPlatform().name("event-log-writer-" + number).unstarted(new Writer()))
                .toList();
        meters.gaugeCollectionSize("sluice.event.log.waiting.requests", List.of(), queue);
        meters.gauge("sluice.event.log.waiting.bytes", waitingBytes);
    }

    /** Returns a receipt for each message, in the same place, when all of the intake is durable. */
    public List<Receipt> append(Intake intake) {
        if (intake.isEmpty()) {
            return List.of();
        }
        var waiting = new Waiting(intake, intake.bytes(), new CompletableFuture<>());
        if (closed || !offer(waiting)) {
            throw new Failure.Unavailable("too many requests wait for the event log", null);
        }
        return await(waiting);
    }

    /** While PostgreSQL is away memory holds no more than this lets in. */
    private boolean offer(Waiting waiting) {
        long bytes = waitingBytes.addAndGet(waiting.bytes());
        // The largest request is let in as long as it is alone.
        boolean fits = bytes <= config.waitingBytes() || bytes == waiting.bytes();
        if (fits && queue.offer(waiting)) {
            return true;
        }
        waitingBytes.addAndGet(-waiting.bytes());
        return false;
    }

    private List<Receipt> await(Waiting waiting) {
        try {
            return waiting.receipts().get(config.commitTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new Failure.Unavailable("the event log takes too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure.Unavailable("the service is stopping", e);
        }
    }

    @PostConstruct
    void start() {
        writers.forEach(Thread::start);
    }

    /** Lets the writers finish what waits. */
    @PreDestroy
    void stop() throws InterruptedException {
        closed = true;
        wakeOne();
        for (var writer : writers) {
            writer.join(config.commitTimeout());
        }
    }

    /** One that has nothing to do; a full queue means that all have. */
    private void wakeOne() {
        queue.offer(new Waiting(new Intake(List.of(), List.of()), 0, new CompletableFuture<>()));
    }

    private final class Writer implements Runnable {

        /** A request that did not fit into the last transaction. */
        private Waiting carriedOver;

        @Override
        public void run() {
            while (!closed || !queue.isEmpty() || carriedOver != null) {
                commit(nextGroup());
            }
            wakeOne();
        }

        private List<Waiting> nextGroup() {
            var first = carriedOver != null ? carriedOver : Uninterruptibles.takeUninterruptibly(queue);
            carriedOver = null;
            var group = new ArrayList<Waiting>(List.of(first));
            var size = first.intake().size();
            for (var next = queue.poll(); next != null; next = queue.poll()) {
                size += next.intake().size();
                if (size > config.commitMessages()) {
                    carriedOver = next;
                    break;
                }
                group.add(next);
            }
            return group;
        }
    }

    private void commit(List<Waiting> group) {
        try {
            var receipts = commits.record(() -> log.append(joined(group)));
            int from = 0;
            for (var waiting : group) {
                var until = from + waiting.intake().messages().size();
                waiting.receipts().complete(receipts.subList(from, until));
                from = until;
            }
        } catch (RuntimeException | Error e) {
            group.forEach(waiting -> waiting.receipts().completeExceptionally(e));
        } finally {
            waitingBytes.addAndGet(-group.stream().mapToLong(Waiting::bytes).sum());
        }
    }

    private static Intake joined(List<Waiting> group) {
        return new Intake(
                group.stream()
                        .flatMap(waiting -> waiting.intake().messages().stream())
                        .toList(),
                group.stream()
                        .flatMap(waiting -> waiting.intake().refused().stream())
                        .toList());
    }

    private record Waiting(Intake intake, long bytes, CompletableFuture<List<Receipt>> receipts) {}
}
