package dev.sluice.identity.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.PackagedService;
import dev.sluice.identity.testing.RandomBatches;
import dev.sluice.identity.testing.RandomCalls;
import dev.sluice.identity.testing.World;
import dev.sluice.identity.v1.CallStamp;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.User;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Two instances on one database mean what one means that is told everything once, in order. A failure names the seed
 * that shows it again.
 */
class TwoInstancesIT {

    private static final int WRITERS = 4;
    private static final Comparator<IdentityCall> ORDER = Comparator.comparing(
            IdentityCall::getStamp,
            Comparator.<CallStamp>comparingLong(stamp -> stamp.getTime().getSeconds())
                    .thenComparing(CallStamp::getCallId));

    private static EmbeddedPostgres postgres;
    private static PackagedService one;
    private static PackagedService other;
    private static PackagedService alone;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE alone");
        }
        // At once, so that they also meet an empty database at once.
        try (var starts = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = starts.submit(() -> PackagedService.start(url("postgres")));
            other = PackagedService.start(url("postgres"));
            one = first.get();
        }
        alone = PackagedService.start(url("alone"));
    }

    @AfterAll
    static void stop() throws IOException {
        for (var service : List.of(one, other, alone)) {
            service.close();
        }
        postgres.close();
    }

    @RepeatedTest(20)
    void twoInstancesMeanWhatOneMeans(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        var environment = "seed " + repetition.getCurrentRepetition();
        var calls = new RandomCalls(random).list();

        var resumed = writeAndRead(environment, calls, random);
        calls.stream().sorted(ORDER).forEach(call -> accept(alone.client(), environment, List.of(call)));

        var meant = FeedReader.everything(alone.client(), environment);
        assertEquals(meant, resumed, "read while both wrote");
        assertEquals(meant, FeedReader.everything(one.client(), environment));
        assertEquals(meant, FeedReader.everything(other.client(), environment));
        meant.migrations().forEach((from, move) -> {
            assertNotEquals(from, move.toUserId());
            assertFalse(meant.migrations().containsKey(move.toUserId()), "a migration of two hops");
        });
    }

    private static World writeAndRead(String environment, List<IdentityCall> calls, Random random)
            throws ExecutionException, InterruptedException {
        var reader = new FeedReader(one.client(), environment, 3);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = write(writers, environment, calls, random);
            writers.shutdown();
            while (!writers.isTerminated()) {
                assertNobodyTwice(reader.readOn(random.nextBoolean() ? one.client() : other.client()));
            }
            for (var writer : written) {
                writer.get();
            }
        }
        assertNobodyTwice(reader.readOn(one.client()));
        assertEquals(List.of(), reader.readOn(other.client()), "users that were read already");
        return reader.world();
    }

    /** Each writer sends everything, in an order and batches of its own, half of them to either instance. */
    private static List<Future<?>> write(
            ExecutorService writers, String environment, List<IdentityCall> calls, Random random) {
        var written = new ArrayList<Future<?>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            var client = writer % 2 == 0 ? one.client() : other.client();
            var batches = RandomBatches.of(calls, random);
            written.add(writers.submit(() -> batches.forEach(batch -> accept(client, environment, batch))));
        }
        return written;
    }

    private static void accept(IdentityClient client, String environment, List<IdentityCall> batch) {
        assertEquals(0, client.apply(environment, batch).getRefusedCount());
    }

    /** A user has one place in the feed, so a pass up to one head can meet it once only. */
    private static void assertNobodyTwice(List<User> came) {
        var ids = came.stream().map(User::getUserId).toList();
        assertEquals(ids.size(), new HashSet<>(ids).size(), () -> "a user came twice: " + ids);
    }

    private static String url(String database) {
        return postgres.getJdbcUrl("postgres", database);
    }
}
