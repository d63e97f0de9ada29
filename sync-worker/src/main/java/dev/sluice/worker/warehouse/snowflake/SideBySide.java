package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does pieces of work in several sessions at a time, each the next piece that is left.
 *
 * @param most sessions
 */
record SideBySide(int most) {

    private static final Logger LOG = Logger.getLogger(SideBySide.class);

    /** @param own the first session; others are opened for what it does not come to */
    void run(List<? extends Consumer<Warehouse>> work, Warehouse own, Supplier<Warehouse> others) {
        var left = new ConcurrentLinkedQueue<Consumer<Warehouse>>(work);
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i < Math.min(most, work.size()); i++) {
                workers.submit(() -> workBeside(left, others, failures));
            }
            work(left, own, failures);
        }
        var first = failures.poll();
        if (first != null) {
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    /** One session less does all there is to do, only later. */
    private static void workBeside(
            Queue<Consumer<Warehouse>> left, Supplier<Warehouse> others, Queue<RuntimeException> failures) {
        try (var another = others.get()) {
            work(left, another, failures);
        } catch (WarehouseFailure e) {
            LOG.warn("A session beside the run's own could not be opened", e);
        }
    }

    private static void work(Queue<Consumer<Warehouse>> left, Warehouse session, Queue<RuntimeException> failures) {
        for (var piece = left.poll(); piece != null; piece = left.poll()) {
            try {
                piece.accept(session);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
    }
}
