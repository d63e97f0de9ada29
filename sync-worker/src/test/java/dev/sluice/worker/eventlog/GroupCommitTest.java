package dev.sluice.worker.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class GroupCommitTest {

    private static final int REQUESTS = 200;
    private static final int WAITING_BYTES = 32_768;

    private final EventLogConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withDefaultValue("sluice.event-log.waiting-bytes", Integer.toString(WAITING_BYTES))
            .withMapping(EventLogConfig.class)
            .build()
            .getConfigMapping(EventLogConfig.class);

    @Test
    void whatWaitsForASilentPostgresIsBoundedAndEveryoneIsTold() throws Exception {
        var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var commit = groupCommit(silent.getLocalPort());
            var told = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> refused(commit, i), threads))
                    .toList();
            try {
                awaitAllButThoseThatFit(told);
                assertTrue(told.stream().anyMatch(each -> !each.isDone()), "nobody waits");
            } finally {
                silent.close();
            }
            CompletableFuture.allOf(told.toArray(CompletableFuture<?>[]::new)).join();
            commit.stop();
        }
    }

    @Test
    void everyWriterEndsWhenItIsStopped() throws Exception {
        var before = writers();
        var commit = groupCommit(0);
        var own = writers();
        own.removeAll(before);
        assertEquals(config.writers(), own.size());
        commit.stop();
        assertTrue(own.stream().noneMatch(Thread::isAlive), own::toString);
    }

    private static Set<Thread> writers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("event-log-writer"))
                .collect(Collectors.toSet());
    }

    private static void awaitAllButThoseThatFit(List<CompletableFuture<Void>> told) throws InterruptedException {
        long fit = WAITING_BYTES / TestLog.message("e", "0").bytes();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (told.stream().filter(CompletableFuture::isDone).count() < REQUESTS - fit) {
            assertTrue(System.nanoTime() < end, "more wait than may");
            Thread.sleep(10);
        }
    }

    private static void refused(GroupCommit commit, int number) {
        var intake = new Intake(List.of(TestLog.message("e", Integer.toString(number))), List.of());
        assertThrows(Failure.Unavailable.class, () -> commit.append(intake));
    }

    private GroupCommit groupCommit(int port) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setUser("postgres");
        var log = new EventLog(dataSource, new EventLogPartitions(dataSource, Clock.systemUTC()), config);
        var commit = new GroupCommit(log, config, new SimpleMeterRegistry());
        commit.start();
        return commit;
    }
}
