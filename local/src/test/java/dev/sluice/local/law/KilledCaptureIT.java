package dev.sluice.local.law;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.client.Service;
import dev.sluice.local.stack.BreakableStack;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the worker, PostgreSQL and identity-service under load, at random moments: what was acknowledged is in the
 * warehouse once, and what was not at most once. Capture goes on without identity-service, and by itself when PostgreSQL
 * is back.
 */
final class KilledCaptureIT {

    /** At least for so long; {@code -Dsluice.law.kill-seconds=600} for many more kills. */
    private static final Duration UNDER_FIRE = Duration.ofSeconds(Integer.getInteger("sluice.law.kill-seconds", 20));

    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int FAULTS = 4;
    private static final int CLIENTS = 6;
    private static final int SIGN_OF_LIFE = 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final Random random = new Random();
    private int kills;

    @Test
    void whatIsAcknowledgedIsInTheWarehouseOnceWhoeverIsKilled() throws Exception {
        try (var stack = BreakableStack.start(folder);
                var client = stack.client();
                var http = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var access = stack.newEnvironment(client, "killed");
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> new PersistentClient(
                            http, stack.capture("/v1/batch"), access.writeKey(), number, number == 0))
                    .toList();
            var running = clients.stream().<Future<?>>map(threads::submit).toList();
            breakThings(stack, clients);
            clients.forEach(PersistentClient::stop);
            for (var each : running) {
                each.get();
            }
            Acknowledged.awaitServices(client, access, RECOVERY);
            Acknowledged.define(client, access);
            new Runs(client, access).sync();
            System.out.printf(
                    "%d kills, %s%n", kills, Acknowledged.assertAllThere(clients, Acknowledged.inWarehouse(access)));
        }
    }

    private void breakThings(BreakableStack stack, List<PersistentClient> clients) {
        awaitLife(clients);
        var end = Instant.now().plus(UNDER_FIRE);
        for (int fault = random.nextInt(FAULTS); kills < FAULTS || Instant.now().isBefore(end); fault++) {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_000)).toNanos());
            kills++;
            switch (fault % FAULTS) {
                case 0 -> {
                    stack.kill(Service.WORKER);
                    stack.startAgain(Service.WORKER);
                }
                case 1 -> {
                    stack.killDatabase();
                    LockSupport.parkNanos(
                            Duration.ofMillis(random.nextInt(1_000)).toNanos());
                    stack.startDatabase();
                }
                case 2 -> {
                    stack.kill(Service.IDENTITY);
                    awaitLife(clients);
                    stack.startAgain(Service.IDENTITY);
                }
                default -> {
                    stack.kill(Service.WORKER);
                    stack.killDatabase();
                    stack.startDatabase();
                    stack.startAgain(Service.WORKER);
                }
            }
            awaitLife(clients);
        }
    }

    /** Until some more is acknowledged. */
    private static void awaitLife(List<PersistentClient> clients) {
        var end = Instant.now().plus(RECOVERY);
        int before = acknowledged(clients);
        while (acknowledged(clients) < before + SIGN_OF_LIFE) {
            assertTrue(Instant.now().isBefore(end), "nothing more is acknowledged");
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static int acknowledged(List<PersistentClient> clients) {
        return clients.stream().mapToInt(each -> each.acknowledged().size()).sum();
    }
}
