package dev.sluice.worker.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.testing.PackagedJar;
import dev.sluice.worker.eventlog.KillablePostgres;
import dev.sluice.worker.fakes.FakeEnvironments;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is away for a while under load: clients are told to come again, the worker holds on to none of what they
 * send, and goes on by itself.
 */
final class DatabaseAwayIT {

    private static final String WRITE_KEY = "key";
    private static final int CLIENTS = 32;

    /** Batches that are turned away in the outage; what is read of them takes several times what is tolerated. */
    private static final int OUTAGE = 400;

    /** What the first failures of all load, and leave behind for once. */
    private static final long TOLERATED_BYTES = 12L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final ReadWriteLock traffic = new ReentrantReadWriteLock(true);

    @Test
    void memoryStaysAndWhatIsAcknowledgedIsKeptOnce() throws Exception {
        var definitions = definitions();
        try (var postgres = KillablePostgres.start(directory);
                var worker = PackagedJar.start(DatabaseAwayIT.class, postgres.jdbcUrl(), settings(definitions));
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> new BatchClient(traffic.readLock(), http, worker.http(), WRITE_KEY, number))
                    .toList();
            var running = clients.stream().<Future<?>>map(threads::submit).toList();
            try {
                awaitMore(clients, BatchClient::acknowledged, CLIENTS * 2);
                var before = liveHeapBytes(worker);
                postgres.kill();
                awaitMore(clients, BatchClient::unavailable, OUTAGE);
                var after = liveHeapBytes(worker);
                assertTrue(after < before + TOLERATED_BYTES, () -> before + " bytes became " + after);
                postgres.startAgain();
                awaitMore(clients, BatchClient::acknowledged, CLIENTS * 2);
            } finally {
                clients.forEach(BatchClient::stop);
            }
            for (var each : running) {
                each.get();
            }
            assertKept(clients, logged(postgres.jdbcUrl()));
        } finally {
            definitions.shutdownNow();
        }
    }

    /** While no request is under way. */
    private long liveHeapBytes(PackagedJar worker) {
        traffic.writeLock().lock();
        try {
            return worker.liveHeapBytes();
        } finally {
            traffic.writeLock().unlock();
        }
    }

    private static void assertKept(List<BatchClient> clients, Map<String, Integer> logged) {
        for (var client : clients) {
            assertEquals(List.of(), client.wrongAnswers());
            for (int batch = 0; batch < client.acknowledged(); batch++) {
                for (var name : client.names(batch)) {
                    assertTrue(logged.containsKey(name), () -> name + " was acknowledged, but is not in the log");
                }
            }
        }
        logged.forEach((name, times) -> assertEquals(1, times, name));
    }

    private static Map<String, Integer> logged(String jdbcUrl) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select name, count(*) from worker.event_log group by name")) {
            var logged = new HashMap<String, Integer>();
            while (rows.next()) {
                logged.put(rows.getString(1), rows.getInt(2));
            }
            return logged;
        }
    }

    private static void awaitMore(List<BatchClient> clients, ToIntFunction<BatchClient> count, int more) {
        int wanted = clients.stream().mapToInt(count).sum() + more;
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (clients.stream().mapToInt(count).sum() < wanted) {
            assertTrue(
                    System.nanoTime() < end,
                    () -> clients.stream().mapToInt(count).sum() + " of " + wanted + ", "
                            + clients.getFirst().wrongAnswers());
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static Server definitions() throws IOException {
        var environments = new FakeEnvironments();
        environments.know(WRITE_KEY, "main_production");
        return NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(environments)
                .build()
                .start();
    }

    private static Map<String, String> settings(Server others) {
        var port = Integer.toString(others.getPort());
        return Map.of(
                "quarkus.grpc.clients.definitions.port", port,
                "quarkus.grpc.clients.identity.port", port,
                // Rather than at long intervals, so that much is turned away in a short time.
                "quarkus.datasource.jdbc.acquisition-timeout", "250ms",
                "sluice.schedule.look-every", "off",
                "sluice.run.look-for-dead-every", "off",
                "sluice.capture.rate.calls-per-second", "0");
    }
}
