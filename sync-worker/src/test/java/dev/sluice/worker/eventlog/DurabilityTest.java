package dev.sluice.worker.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Kills PostgreSQL under load and looks whether it kept its word. */
class DurabilityTest {

    private static final String ENVIRONMENT = "main_production";
    private static final int CLIENTS = 8;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean sending = new AtomicBoolean(true);

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhenPostgresIsKilled() throws Exception {
        var postgres = KillablePostgres.start(directory);
        var test = new TestLog(postgres.jdbcUrl());
        var commit = test.groupCommit();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = IntStream.range(0, CLIENTS)
                    .<Future<?>>mapToObj(client -> threads.submit(() -> send(commit, client)))
                    .toList();
            try {
                waitForAcknowledged(300);
                postgres.kill();
                postgres.startAgain();
                waitForAcknowledged(acknowledged.size() + 300);
            } finally {
                sending.set(false);
            }
            for (var client : clients) {
                client.get();
            }
        }
        commit.stop();

        var names = test.events(ENVIRONMENT).stream()
                .map(event -> event.occurrence().name())
                .toList();
        var positions =
                test.events(ENVIRONMENT).stream().map(RawEvent::position).toList();
        postgres.close();
        assertTrue(refused.get() > 0, "no client noticed");
        assertEquals(names.size(), new HashSet<>(names).size(), "an event stands twice");
        assertEquals(Set.of(), missing(names), "acknowledged, but not in the log");
        assertEquals(names.size(), positions.getLast(), "positions have a gap");
    }

    /** Sends message after message, each again and again until it is acknowledged, as clients do. */
    private void send(GroupCommit commit, int client) {
        for (int i = 0; sending.get(); i++) {
            var messageId = client + "-" + i;
            while (sending.get() && !acknowledged.contains(messageId)) {
                if (sent(commit, messageId)) {
                    acknowledged.add(messageId);
                } else {
                    refused.incrementAndGet();
                    pause();
                }
            }
        }
    }

    private static boolean sent(GroupCommit commit, String messageId) {
        try {
            commit.append(new Intake(List.of(TestLog.message(ENVIRONMENT, messageId)), List.of()));
            return true;
        } catch (Failure.Unavailable away) {
            return false;
        }
    }

    private Set<String> missing(List<String> names) {
        var missing = new HashSet<>(acknowledged);
        missing.removeAll(new HashSet<>(names));
        return missing;
    }

    private void waitForAcknowledged(int count) {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (acknowledged.size() < count) {
            assertTrue(System.nanoTime() < deadline, "only " + acknowledged.size() + " were acknowledged");
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
