package dev.sluice.identity.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.History;
import dev.sluice.identity.testing.Instances;
import dev.sluice.identity.testing.LowLimit;
import dev.sluice.identity.testing.PackagedService;
import dev.sluice.identity.testing.People;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.testing.World;
import dev.sluice.identity.testing.Writer;
import dev.sluice.identity.v1.CallStamp;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.User;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * Two instances on one database mean what one means that is told everything once, whatever they are told at the same
 * time and whichever of them is killed. A failure names the seed that shows it again.
 */
class TwoInstancesIT {

    private static final int WRITERS = 4;
    private static final int HISTORIES = 12;
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
            var first = starts.submit(() -> start("postgres"));
            other = start("postgres");
            one = first.get();
        }
        alone = start("alone");
    }

    @AfterAll
    static void stop() throws IOException {
        for (var service : List.of(one, other, alone)) {
            service.close();
        }
        postgres.close();
    }

    @RepeatedTest(10)
    void twoInstancesMeanWhatOneMeans(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        var history = History.random("seed " + repetition.getCurrentRepetition(), random);

        var resumed = writeAndRead(history, random);
        for (var call : history.calls().stream().sorted(ORDER).toList()) {
            alone.client().apply(history.environment(), call);
        }
        ruleOnce(history);

        assertMeansWhatOneMeans(history);
        var meant = FeedReader.everything(one.client(), history.environment());
        assertEquals(meant, resumed, "read while both wrote");
        meant.migrations().forEach((from, move) -> {
            assertNotEquals(from, move.toUserId());
            assertFalse(meant.migrations().containsKey(move.toUserId()), "a migration of two hops");
        });
    }

    /** No call is sent twice but those that it did not acknowledge, so what it did acknowledge must have been kept. */
    @Test
    void whatAKilledInstanceDidNotAcknowledgeIsSaidToTheOther() throws Exception {
        var random = new Random(1_000);
        var histories = IntStream.range(0, HISTORIES)
                .mapToObj(i -> History.random("killed " + i, random))
                .toList();

        writeAndKill(histories, random);

        for (var history : histories) {
            alone.client().apply(history.environment(), history.calls());
            ruleOnce(history);
            assertMeansWhatOneMeans(history);
        }
    }

    private static World writeAndRead(History history, Random random) throws ExecutionException, InterruptedException {
        var reader = new FeedReader(one.client(), history.environment(), 3);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = write(threads, everythingByEach(history, random), () -> {});
            threads.shutdown();
            while (!threads.isTerminated()) {
                assertNobodyTwice(reader.readOn(random.nextBoolean() ? one.client() : other.client()));
            }
            await(written);
        }
        assertNobodyTwice(reader.readOn(one.client()));
        assertEquals(List.of(), reader.readOn(other.client()), "users that were read already");
        return reader.world();
    }

    /** Kills at a moment of the first half, so that there is something left to say. */
    private static void writeAndKill(List<History> histories, Random random) throws Exception {
        try (var victim = start("postgres");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = histories.stream()
                    .flatMap(history -> everythingOnce(history, victim, random).stream())
                    .toList();
            int batches = writers.stream().mapToInt(Writer::batches).sum();
            var moment = new CountDownLatch(random.nextInt(batches / 2));
            var written = write(threads, writers, moment::countDown);
            // Not for ever: writers that fail never get there, and are to be heard.
            moment.await(1, TimeUnit.MINUTES);
            victim.kill();
            await(written);
        }
    }

    /** Each writer sends everything, half of them to either instance, and has people speak to the other one. */
    private static List<Writer> everythingByEach(History history, Random random) {
        var writers = new ArrayList<Writer>();
        for (int writer = 0; writer < WRITERS; writer++) {
            var here = Instances.of(writer % 2 == 0 ? one.client() : other.client());
            var there = Instances.of(writer % 2 == 0 ? other.client() : one.client());
            writers.add(new Writer(history, history.calls(), history.pairs(writer, WRITERS), here, there, random));
        }
        return writers;
    }

    /** Each writer sends its own part, half of them to an instance that may be gone. */
    private static List<Writer> everythingOnce(History history, PackagedService victim, Random random) {
        var mortal = Instances.of(victim.client(), other.client());
        var lasting = Instances.of(other.client());
        var writers = new ArrayList<Writer>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(new Writer(
                    history,
                    history.calls(writer, WRITERS),
                    history.pairs(writer, WRITERS),
                    writer % 2 == 0 ? mortal : lasting,
                    writer % 2 == 0 ? lasting : mortal,
                    random));
        }
        return writers;
    }

    private static List<Future<?>> write(ExecutorService threads, List<Writer> writers, Runnable acknowledged) {
        var written = new ArrayList<Future<?>>();
        writers.forEach(writer -> written.add(threads.submit(() -> writer.write(acknowledged))));
        return written;
    }

    private static void await(List<Future<?>> written) throws ExecutionException, InterruptedException {
        for (var writer : written) {
            writer.get();
        }
    }

    private static void ruleOnce(History history) {
        var people = new People(Instances.of(alone.client()), history.environment(), history.rulings(), new Random());
        people.hearOf(history.calls());
        people.sayTheLast();
    }

    private static void assertMeansWhatOneMeans(History history) {
        var environment = history.environment();
        var meant = FeedReader.everything(alone.client(), environment);
        assertEquals(meant, FeedReader.everything(one.client(), environment), environment);
        assertEquals(meant, FeedReader.everything(other.client(), environment), environment);
        assertEquals(tables("alone").state(environment), tables("postgres").state(environment), environment);
    }

    /** A user has one place in the feed, so a pass up to one head can meet it once only. */
    private static void assertNobodyTwice(List<User> came) {
        var ids = came.stream().map(User::getUserId).toList();
        assertEquals(ids.size(), new HashSet<>(ids).size(), () -> "a user came twice: " + ids);
    }

    private static PackagedService start(String database) {
        return PackagedService.start(postgres.getJdbcUrl("postgres", database), LowLimit.SETTINGS);
    }

    private static Tables tables(String database) {
        return Tables.in(postgres.getDatabase("postgres", database, Map.of("currentSchema", "identity")));
    }
}
