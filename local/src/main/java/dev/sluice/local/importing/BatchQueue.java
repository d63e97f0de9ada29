package dev.sluice.local.importing;

import dev.sluice.local.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Gathers calls into batches and keeps a few of them under way at once; the first failure stops all. */
final class BatchQueue implements AutoCloseable {

    private static final int UNDER_WAY = 4;

    private final BatchSender sender;
    private final Tally tally;
    private final int batchSize;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    private List<CheckedLine.Call> gathered = new ArrayList<>();
    private int gatheredBytes;

    BatchQueue(BatchSender sender, Tally tally, int batchSize) {
        this.sender = sender;
        this.tally = tally;
        this.batchSize = batchSize;
    }

    /** Waits while enough batches are under way. */
    void add(CheckedLine.Call call) {
        if (gathered.size() == batchSize || gatheredBytes + call.json().length + 1 > Batch.LARGEST) {
            dispatch();
        }
        gathered.add(call);
        gatheredBytes += call.json().length + 1;
    }

    /** Sends what is left and waits for every answer. */
    void finish() {
        if (!gathered.isEmpty()) {
            dispatch();
        }
        free.acquireUninterruptibly(UNDER_WAY);
        free.release(UNDER_WAY);
        throwFailure();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void dispatch() {
        var batch = new Batch(gathered);
        gathered = new ArrayList<>();
        gatheredBytes = 0;
        free.acquireUninterruptibly();
        throwFailure();
        threads.execute(() -> send(batch));
    }

    private void send(Batch batch) {
        try {
            tally.add(batch, sender.send(batch));
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            failure.compareAndSet(null, new CommandFailure("interrupted", e));
        } finally {
            free.release();
        }
    }

    private void throwFailure() {
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
