package dev.sluice.identity.bench;

import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.PackagedService;
import dev.sluice.identity.v1.GetFeedHeadRequest;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.ReadUsersRequest;
import dev.sluice.testing.DurablePostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Compares the packaged service with the plain upserts that its calls stand for, on one PostgreSQL, and with itself where
 * an identity has many visitors held; and feeds many users out of a small heap. Not a test: nothing fails when a ratio is low; it is printed.
 */
public final class Benchmark {

    static final int HELD = 100_000;

    private static final String ENVIRONMENT = "bench";
    private static final int ROUNDS = 3;
    private static final int BATCHES = 20;
    private static final int PAGE = 10_000;
    private static final int TENTHS = 10;
    private static final int DAILY_LIMIT = 100;
    private static final String CROWDED = "crowded";
    private static final double NANOS = 1e9;

    private static final Map<String, String> LIMIT =
            Map.of("sluice.identity.calls.most-gained-a-day", Integer.toString(DAILY_LIMIT));

    private final PackagedService service;
    private final PlainUpserts plain;

    private Benchmark(PackagedService service, PlainUpserts plain) {
        this.service = service;
        this.plain = plain;
    }

    /** @param arguments the number of users that are fed (default 1,000,000), and a file for the report */
    public static void main(String[] arguments) throws Exception {
        int users = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        try (var postgres = DurablePostgres.start();
                var service = PackagedService.start(postgres.getJdbcUrl("postgres", "postgres"), LIMIT)) {
            var benchmark = new Benchmark(service, new PlainUpserts(postgres.getPostgresDatabase()));
            var report = new Report(benchmark.rates(), benchmark.overLimit(), benchmark.feed(users));
            System.out.println(report.tables());
            if (arguments.length > 1) {
                Files.writeString(Path.of(arguments[1]), report.page());
            }
        }
    }

    private List<Measured> rates() {
        var rates = new ArrayList<Measured>();
        for (int clients : List.of(1, 4)) {
            rates.add(measured("identify calls", clients, SyntheticCalls::identifies));
            rates.add(measured(
                    "calls of %d properties".formatted(SyntheticCalls.PROPERTIES),
                    clients,
                    SyntheticCalls::properties));
        }
        return rates;
    }

    private Measured measured(String what, int clients, Function<String, List<IdentityCall>> batch) {
        System.out.printf("%s by %d clients%n", what, clients);
        return Measured.inTurn(
                what,
                clients,
                ROUNDS,
                round -> rate(shares(what, clients, round, batch), this::send),
                round -> rate(shares(what, clients, round, batch), this::upsert));
    }

    /** How much those that are held already cost whoever comes next to be held. */
    private Measured overLimit() {
        System.out.printf("Holding %,d visitors of one identity%n", HELD);
        reachLimit(CROWDED);
        for (int held = 0; held < HELD; held += SyntheticCalls.BATCH) {
            apply(service.client(), SyntheticCalls.gains("held " + held, CROWDED, 1));
        }
        System.out.println("identify calls over the daily limit");
        return Measured.inTurn(
                "identify calls over the daily limit",
                1,
                ROUNDS,
                round -> rate(crowding("crowd " + round, _ -> CROWDED), this::send),
                round -> rate(crowding("first " + round, atLimit(round)::get), this::send));
    }

    /** An identity for each batch, so that none holds more than a batch. */
    private List<String> atLimit(int round) {
        var identities = IntStream.range(0, BATCHES)
                .mapToObj(i -> "full %d %d".formatted(round, i))
                .toList();
        identities.forEach(this::reachLimit);
        return identities;
    }

    /** Has the identity gain all that it may on the day, and holds nobody. */
    private void reachLimit(String identity) {
        var calls = SyntheticCalls.gains("gained by " + identity, identity, 0);
        apply(service.client(), calls.subList(0, DAILY_LIMIT));
    }

    private static List<List<List<IdentityCall>>> crowding(String name, IntFunction<String> identity) {
        return List.of(IntStream.range(0, BATCHES)
                .mapToObj(i -> SyntheticCalls.gains("%s %d".formatted(name, i), identity.apply(i), 2))
                .toList());
    }

    /** The batches of each client, made before the time is taken. */
    private static List<List<List<IdentityCall>>> shares(
            String what, int clients, int round, Function<String, List<IdentityCall>> batch) {
        return IntStream.range(0, clients)
                .mapToObj(client -> IntStream.range(0, BATCHES / clients)
                        .mapToObj(i -> batch.apply("%s %d %d %d %d".formatted(what, clients, round, client, i)))
                        .toList())
                .toList();
    }

    private static double rate(List<List<List<IdentityCall>>> shares, Client client) {
        long start = System.nanoTime();
        together(shares.stream()
                .<Callable<Void>>map(share -> () -> {
                    client.write(share);
                    return null;
                })
                .toList());
        return BATCHES * SyntheticCalls.BATCH / seconds(start);
    }

    private void send(List<List<IdentityCall>> batches) {
        batches.forEach(batch -> apply(service.client(), batch));
    }

    private void upsert(List<List<IdentityCall>> batches) throws Exception {
        try (var connection = plain.connect()) {
            for (var batch : batches) {
                PlainUpserts.write(connection, batch);
            }
        }
    }

    private Fed feed(int users) {
        System.out.printf("Making %,d users%n", users);
        long before = head();
        for (int made = 0; made < users; made += SyntheticCalls.BATCH) {
            apply(service.client(), SyntheticCalls.users("fed " + made));
        }
        System.out.println("Feeding them");
        return read(before, users);
    }

    private Fed read(long before, int users) {
        var live = new ArrayList<Long>();
        live.add(service.liveHeapBytes());
        long cursor = before;
        int came = 0;
        double seconds = 0;
        boolean more = true;
        while (more) {
            long start = System.nanoTime();
            var page = service.client()
                    .feeds()
                    .readUsers(ReadUsersRequest.newBuilder()
                            .setEnvironment(ENVIRONMENT)
                            .setAfter(cursor)
                            .setPageSize(PAGE)
                            .build());
            seconds += seconds(start);
            cursor = page.getCursor();
            came += page.getUsersCount();
            more = page.getMore();
            if (came >= (long) users * live.size() / TENTHS) {
                live.add(service.liveHeapBytes());
            }
        }
        return new Fed(came, seconds, live);
    }

    private long head() {
        return service.client()
                .feeds()
                .getFeedHead(GetFeedHeadRequest.newBuilder()
                        .setEnvironment(ENVIRONMENT)
                        .build())
                .getPosition();
    }

    private static void apply(IdentityClient client, List<IdentityCall> batch) {
        var refused = client.apply(ENVIRONMENT, batch).getRefusedList();
        if (!refused.isEmpty()) {
            throw new IllegalStateException("refused: " + refused.getFirst());
        }
    }

    private static void together(List<Callable<Void>> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(tasks).forEach(Future::resultNow);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / NANOS;
    }

    /** One of those who write at the same time. */
    private interface Client {
        void write(List<List<IdentityCall>> batches) throws Exception;
    }
}
