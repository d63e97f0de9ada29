package dev.sluice.identity.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.LowLimit;
import dev.sluice.identity.testing.Oracle;
import dev.sluice.identity.testing.RandomCalls;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.testing.World;
import dev.sluice.identity.v1.Account;
import dev.sluice.identity.v1.DeleteUserRequest;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.ListAccountsRequest;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * To delete a user is never to have heard of them: the tables are those that the remaining calls and sights make, and
 * readers who followed know what readers do who begin. A failure names the seed that shows it again.
 */
@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
@TestProfile(LowLimit.class)
class DeletionLawTest {

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    private final String environment = "law of deletion";

    @RepeatedTest(40)
    void deletedIsNeverHeardOf(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var calls = new RandomCalls(random).list();
        var sights = sights(calls, random);
        tables.forget(environment);
        var resuming = new FeedReader(client, environment, 3);
        take(calls.subList(0, calls.size() / 2), sights);
        resuming.readOn();
        take(calls.subList(calls.size() / 2, calls.size()), Map.of());
        resuming.readOn();
        var said = calls.stream()
                .filter(call -> !call.hasAddUserProperties() && random.nextInt(4) == 0)
                .toList();
        overrule(said);
        resuming.readOn();

        var gone = delete(anyone(calls, random));
        resuming.readOn();
        var ofOthers = without(calls, gone.keySet());
        var later = new RandomCalls(random)
                .list().stream()
                        .map(call -> call.toBuilder()
                                .setStamp(call.getStamp().toBuilder()
                                        .setCallId("later " + call.getStamp().getCallId()))
                                .build())
                        .toList();
        var deleted = tables.state(environment);
        var known = live(resuming.world());
        client.apply(environment, later);
        resuming.readOn();
        var followed = tables.state(environment);
        assertEquals(FeedReader.everything(client, environment), resuming.world());

        tables.forget(environment);
        sights.keySet().removeAll(gone.keySet());
        take(ofOthers, sights);
        overrule(without(said, gone.keySet()));
        assertEquals(tables.state(environment), deleted);
        assertEquals(live(FeedReader.everything(client, environment)), known);
        client.apply(environment, later);
        assertEquals(tables.state(environment), followed);
    }

    /** Events that show some of the users that calls name, and some whom none does. */
    private static Map<UserKey, Instant> sights(List<IdentityCall> calls, Random random) {
        var sights = new LinkedHashMap<UserKey, Instant>();
        var keys = new ArrayList<>(new Oracle(calls).accounts());
        keys.add(Calls.anonymous("passer-by"));
        for (var key : keys) {
            if (random.nextInt(3) == 0) {
                sights.put(key, Calls.START.plusSeconds(random.nextInt(20)));
            }
        }
        return sights;
    }

    private void take(List<IdentityCall> calls, Map<UserKey, Instant> sights) {
        sights.forEach((key, time) -> client.resolve(environment, List.of(key), time, false));
        if (!calls.isEmpty()) {
            client.apply(environment, calls);
        }
    }

    /** Approves what identifies on an even second, and undoes the rest. */
    private void overrule(List<IdentityCall> said) {
        for (var call : said) {
            var callId = call.getStamp().getCallId();
            if (call.hasIdentify() && call.getStamp().getTime().getSeconds() % 2 == 0) {
                client.approve(environment, List.of(callId));
            } else {
                client.undo(environment, callId);
            }
        }
    }

    private static UserKey anyone(List<IdentityCall> calls, Random random) {
        var accounts = List.copyOf(new Oracle(calls).accounts());
        return accounts.get(random.nextInt(accounts.size()));
    }

    private Map<UserKey, Long> delete(UserKey key) {
        var accounts = client.ledger()
                .listAccounts(ListAccountsRequest.newBuilder()
                        .setEnvironment(environment)
                        .setKey(key)
                        .build())
                .getAccountsList();
        client.ledger()
                .deleteUser(DeleteUserRequest.newBuilder()
                        .setEnvironment(environment)
                        .addAllUserIds(accounts.stream().map(Account::getUserId).toList())
                        .build());
        return accounts.stream().collect(Collectors.toMap(Account::getKey, Account::getUserId));
    }

    private static List<IdentityCall> without(List<IdentityCall> calls, Set<UserKey> gone) {
        return calls.stream()
                .filter(call -> Oracle.named(call).stream().noneMatch(gone::contains))
                .toList();
    }

    /** What a reader knows but for ids that are no more. */
    private static World live(World world) {
        var retired = new HashSet<>(world.retired());
        retired.retainAll(world.migrations().keySet());
        return new World(world.users(), retired, world.migrations());
    }
}
