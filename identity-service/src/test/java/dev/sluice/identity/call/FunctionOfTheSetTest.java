package dev.sluice.identity.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.identity.link.AdjustableLimit;
import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Instances;
import dev.sluice.identity.testing.LowLimit;
import dev.sluice.identity.testing.Oracle;
import dev.sluice.identity.testing.Pair;
import dev.sluice.identity.testing.People;
import dev.sluice.identity.testing.RandomBatches;
import dev.sluice.identity.testing.RandomCalls;
import dev.sluice.identity.testing.Rulings;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.testing.World;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * The law of identity: what stands is a function of the set of calls, and of what people
 * said of them, whatever the daily limit. A failure names the seed that shows it again.
 */
@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
@TestProfile(LowLimit.class)
class FunctionOfTheSetTest {

    private static final int ORDERS = 3;
    private static final int WRITERS = 4;
    private static final int GREATEST_LIMIT = 3;

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    @Inject
    AdjustableLimit limit;

    private final String environment = "law";

    @AfterEach
    void resetTheLimit() {
        limit.reset();
    }

    @RepeatedTest(15)
    void neitherOrderNorBatchingNorRepetitionMatters(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        limit.set(1 + random.nextInt(GREATEST_LIMIT));
        var calls = new RandomCalls(random).list();
        var states = new ArrayList<Map<String, Set<String>>>();
        for (int order = 0; order < ORDERS; order++) {
            tables.forget(environment);
            var resuming = new FeedReader(client, environment, 3);
            for (var batch : shuffledBatches(calls, random)) {
                client.apply(environment, batch);
                resuming.readOn();
            }
            check(calls, Rulings.NONE, resuming.world());
            states.add(tables.state(environment));
        }
        states.forEach(state -> assertEquals(states.getFirst(), state));
    }

    @RepeatedTest(20)
    void norWhenPeopleOverruleThem(RepetitionInfo repetition) {
        var random = new Random(2_000 + repetition.getCurrentRepetition());
        limit.set(1 + random.nextInt(GREATEST_LIMIT));
        var calls = new RandomCalls(random).list();
        var rulings = Rulings.random(calls, random);
        var states = new ArrayList<Map<String, Set<String>>>();
        for (int order = 0; order < ORDERS; order++) {
            tables.forget(environment);
            var resuming = new FeedReader(client, environment, 3);
            var people = new People(Instances.of(client), environment, rulings, random);
            for (var batch : shuffledBatches(calls, random)) {
                client.apply(environment, batch);
                people.sayOf(batch);
                resuming.readOn();
            }
            people.sayTheLast();
            resuming.readOn();
            check(calls, rulings, resuming.world());
            states.add(tables.state(environment));
        }
        states.forEach(state -> assertEquals(states.getFirst(), state));
    }

    @RepeatedTest(15)
    void undoneIsNeverMerged(RepetitionInfo repetition) {
        var random = new Random(3_000 + repetition.getCurrentRepetition());
        limit.set(1 + random.nextInt(GREATEST_LIMIT));
        var calls = new RandomCalls(random).list();
        var undone = Rulings.random(calls, random).undone();
        tables.forget(environment);
        seeEveryone(calls);
        client.apply(environment, calls);
        calls.stream()
                .filter(call -> !call.hasAddUserProperties() && undone.contains(Pair.of(call)))
                .forEach(call -> client.undo(environment, call.getStamp().getCallId()));
        var split = tables.merged(environment);

        tables.forget(environment);
        seeEveryone(calls);
        var others = calls.stream()
                .filter(call -> call.hasAddUserProperties() || !undone.contains(Pair.of(call)))
                .toList();
        if (!others.isEmpty()) {
            client.apply(environment, others);
        }
        assertEquals(tables.merged(environment), split);
    }

    @RepeatedTest(10)
    void norDoesItMatterWhoElseWrites(RepetitionInfo repetition) throws Exception {
        var random = new Random(1_000 + repetition.getCurrentRepetition());
        limit.set(1 + random.nextInt(GREATEST_LIMIT));
        var calls = new RandomCalls(random).list();
        tables.forget(environment);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                var batches = shuffledBatches(calls, random);
                written.add(writers.submit(() -> batches.forEach(batch -> client.apply(environment, batch))));
            }
            for (var one : written) {
                one.get();
            }
        }
        check(calls, Rulings.NONE, FeedReader.everything(client, environment));
    }

    private void check(List<IdentityCall> calls, Rulings rulings, World resumed) {
        var oracle = new Oracle(calls, rulings, limit.mostGainedADay());
        var userIds = userIds(oracle.accounts());
        var world = oracle.world(userIds::get);
        assertEquals(world, FeedReader.everything(client, environment));
        assertEquals(world, resumed);
        assertEquals(oracle.conflicts(), tables.conflicts(environment));
        assertEquals(oracle.held(), tables.calls(environment, "held"));
        assertEquals(oracle.undone(), tables.calls(environment, "undone"));
        world.migrations()
                .values()
                .forEach(move -> assertFalse(world.migrations().containsKey(move.toUserId())));
    }

    private void seeEveryone(List<IdentityCall> calls) {
        var everyone = List.copyOf(new Oracle(calls).accounts());
        client.resolve(environment, everyone, Calls.START, false);
    }

    private Map<UserKey, Long> userIds(Set<UserKey> accounts) {
        var keys = List.copyOf(accounts);
        var ids = client.resolve(environment, keys, Calls.LATE, true);
        var userIds = new HashMap<UserKey, Long>();
        for (int i = 0; i < keys.size(); i++) {
            userIds.put(keys.get(i), ids.get(i));
        }
        return userIds;
    }

    /** Every call at least once, some again, in batches of any size. */
    private static List<List<IdentityCall>> shuffledBatches(List<IdentityCall> calls, Random random) {
        var sent = new ArrayList<>(calls);
        calls.stream().filter(_ -> random.nextInt(4) == 0).forEach(sent::add);
        return RandomBatches.of(sent, random);
    }
}
