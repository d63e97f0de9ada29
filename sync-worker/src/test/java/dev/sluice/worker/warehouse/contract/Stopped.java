package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Stops what is being asked of a warehouse from beside. */
public final class Stopped {

    private Stopped() {}

    /** Ends only when the statement does, which has to tell why it was stopped. */
    public static void assertStopped(Meter meter, CompletableFuture<?> endless) throws InterruptedException {
        var why = new IllegalStateException("that is enough");
        while (!endless.isDone()) {
            meter.asking().stop(why);
            Thread.sleep(50);
        }
        var stopped = assertThrows(CompletionException.class, endless::join).getCause();
        assertInstanceOf(WarehouseFailure.Stopped.class, stopped);
        assertEquals(why, stopped.getCause());
    }
}
