package dev.sluice.worker.warehouse.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SideBySideTest {

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Set<Integer> done = ConcurrentHashMap.newKeySet();

    /** A session of which nothing is asked but to be closed. */
    private Warehouse session() {
        opened.incrementAndGet();
        return (Warehouse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Warehouse.class}, (_, method, _) -> {
                    assertEquals("close", method.getName());
                    closed.incrementAndGet();
                    return null;
                });
    }

    private List<Consumer<Warehouse>> pieces(int count) {
        var pieces = new ArrayList<Consumer<Warehouse>>();
        for (int i = 0; i < count; i++) {
            int piece = i;
            pieces.add(_ -> done.add(piece));
        }
        return pieces;
    }

    @Test
    void everyPieceIsDoneOnce() {
        new SideBySide(4).run(pieces(50), session(), this::session);
        assertEquals(50, done.size());
        assertEquals(opened.get() - 1, closed.get());
    }

    @Test
    void onePieceNeedsNoOtherSession() {
        new SideBySide(4).run(pieces(1), session(), this::session);
        assertEquals(1, opened.get());
    }

    @Test
    void asManyAreDoneAtATimeAsIsAllowed() {
        var together = new CountDownLatch(3);
        Consumer<Warehouse> waiting = _ -> {
            together.countDown();
            try {
                together.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        new SideBySide(3).run(List.of(waiting, waiting, waiting), session(), this::session);
        assertEquals(3, opened.get());
    }

    @Test
    void oneThatFailsKeepsNoOtherFromBeingDone() {
        var pieces = pieces(9);
        pieces.add(0, _ -> {
            throw new WarehouseFailure.Statement("the first", null);
        });
        var failure = assertThrows(
                WarehouseFailure.Statement.class, () -> new SideBySide(2).run(pieces, session(), this::session));
        assertEquals("the first", failure.getMessage());
        assertEquals(9, done.size());
    }

    @Test
    void allIsDoneWhereNoOtherSessionCanBeOpened() {
        new SideBySide(4).run(pieces(9), session(), () -> {
            throw new WarehouseFailure.Unusable("no more sessions", null);
        });
        assertEquals(9, done.size());
    }
}
