package dev.sluice.definitions.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NamePinningTest {

    private static final int WRITERS = 16;

    @Inject
    Catalog catalog;

    @Test
    void concurrentEventsThatLookAlikeGetTablesOfTheirOwn() throws Exception {
        var environment = catalog.environment();

        var created = concurrently(i -> catalog.event(environment, "Sign Up" + "!".repeat(i)));

        var tables = new HashSet<String>();
        for (var future : created) {
            assertTrue(tables.add(future.get().getTableName()));
        }
        assertTrue(tables.contains("sign_up"));
        assertEquals(1 + WRITERS, catalog.revision(environment), "every change is counted");
    }

    @Test
    void concurrentEventsOfOneNameAreOneEvent() throws Exception {
        var environment = catalog.environment();

        var created = concurrently(_ -> catalog.event(environment, "Sign Up"));

        int refused = 0;
        for (var future : created) {
            refused += isRefused(future) ? 1 : 0;
        }
        assertEquals(WRITERS - 1, refused);
        assertEquals(2, catalog.revision(environment));
    }

    private static boolean isRefused(Future<EventDefinition> created) throws InterruptedException {
        try {
            created.get();
            return false;
        } catch (ExecutionException e) {
            var refusal = Refusal.of(() -> {
                throw e.getCause();
            });
            assertEquals(ErrorReason.ERROR_REASON_ALREADY_EXISTS, refusal.reason());
            return true;
        }
    }

    private static ArrayList<Future<EventDefinition>> concurrently(Creation creation) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<EventDefinition>>();
            IntStream.range(0, WRITERS)
                    .mapToObj(i -> (Callable<EventDefinition>) () -> creation.create(i))
                    .forEach(task -> futures.add(threads.submit(task)));
            return futures;
        }
    }

    private interface Creation {
        EventDefinition create(int number);
    }
}
