package dev.sluice.identity.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Refusal;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.v1.Account;
import dev.sluice.identity.v1.DeleteUserRequest;
import dev.sluice.identity.v1.ListAccountsRequest;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class UndoMergeTest {

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void theUsersAreThemselvesAgainAndReadersLearnOfIt() {
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"), Calls.identify(2, "c2", "8", "ada"));
        var reader = new FeedReader(client, environment, 2);
        reader.readOn();
        assertEquals(Set.of(7L, ada()), Set.copyOf(client.undo(environment, "c1")));
        reader.readOn();
        assertEquals(Set.of(8L), reader.world().migrations().keySet());
        assertEquals(Set.of(7L, ada()), reader.world().users().keySet());
        assertEquals(FeedReader.everything(client, environment), reader.world());

        assertEquals(List.of(ada()), client.restore(environment, "c1"));
        reader.readOn();
        assertEquals(Set.of(7L, 8L), reader.world().migrations().keySet());
    }

    @Test
    void neitherEarlierNorLaterCallsMergeThePair() {
        client.apply(environment, Calls.identify(5, "c5", "7", "ada"), Calls.identify(6, "c6", "7", "bob"));
        assertEquals(Set.of("c6"), tables.conflicts(environment));
        client.undo(environment, "c5");
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"), Calls.identify(9, "c9", "7", "ada"));
        assertEquals(Set.of("c1", "c5", "c9"), tables.calls(environment, "undone"));
        assertEquals(Set.of("c6"), tables.calls(environment, "accepted"));
        assertEquals(List.of(id(Calls.identity("bob"))), roots(Calls.anonymous("7")));
        client.restore(environment, "c9");
        assertEquals(Set.of("c6"), tables.conflicts(environment));
        assertEquals(List.of(ada()), roots(Calls.anonymous("7")));
    }

    @Test
    void anAliasThatClosedALoopMergesOnceTheOtherIsUndone() {
        client.apply(environment, Calls.alias(1, "c1", "a", "ada"), Calls.alias(2, "c2", "ada", "a"));
        assertEquals(Set.of("c2"), tables.conflicts(environment));
        assertEquals(List.of(id(Calls.identity("a"))), client.undo(environment, "c1"));
        assertEquals(Set.of("c2"), tables.calls(environment, "accepted"));
        assertEquals(Map.of(ada(), id(Calls.identity("a"))), moves());
    }

    @Test
    void whoIsHeldTogetherByOtherCallsStaysOneUser() {
        client.apply(
                environment,
                Calls.alias(1, "c1", "a", "ada"),
                Calls.alias(2, "c2", "a", "b"),
                Calls.alias(3, "c3", "b", "ada"));
        assertEquals(List.of(ada()), client.undo(environment, "c1"));
    }

    @Test
    void allMergesOfACallIdAreUndone() {
        client.apply(
                environment,
                Calls.identify(1, "c", "7", "ada"),
                Calls.alias(1, "c", "ada", "bob"),
                Calls.properties(1, "c", Calls.identity("ada"), Map.of("plan", Calls.text("gold"))));
        assertEquals(3, client.undo(environment, "c").size());
        assertEquals(Map.of(), moves());
    }

    @Test
    void repeatedItChangesNothing() {
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"));
        client.restore(environment, "c1");
        var users = client.undo(environment, "c1");
        var before = tables.rows(environment);
        assertEquals(users, client.undo(environment, "c1"));
        assertEquals(before, tables.rows(environment));
        client.restore(environment, "c1");
        var restored = tables.rows(environment);
        client.restore(environment, "c1");
        assertEquals(restored, tables.rows(environment));
    }

    @Test
    void whoIsDeletedTakesWhatWasSaidOfThemAlong() {
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"), Calls.identify(2, "c2", "7", "bob"));
        client.undo(environment, "c1");
        client.approve(environment, List.of("c2"));
        var accounts = client.ledger()
                .listAccounts(ListAccountsRequest.newBuilder()
                        .setEnvironment(environment)
                        .setUserId(7)
                        .build());
        client.ledger()
                .deleteUser(DeleteUserRequest.newBuilder()
                        .setEnvironment(environment)
                        .addAllUserIds(accounts.getAccountsList().stream()
                                .map(Account::getUserId)
                                .toList())
                        .build());
        var state = tables.state(environment);
        assertTrue(state.values().stream().allMatch(Set::isEmpty), state.toString());
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"));
        assertEquals(Map.of(7L, ada()), moves());
    }

    @Test
    void badInputIsRefused() {
        client.apply(environment, Calls.properties(1, "c", Calls.identity("ada"), Map.of("plan", Calls.text("gold"))));
        var notFound = new Refusal(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_CALL_NOT_FOUND, "");
        var wrongState = new Refusal(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_WRONG_STATE, "");
        assertEquals(notFound, Refusal.of(() -> client.undo(environment, "c0")));
        assertEquals(notFound, Refusal.of(() -> client.restore(environment, "c0")));
        assertEquals(wrongState, Refusal.of(() -> client.undo(environment, "c")));
        assertEquals(wrongState, Refusal.of(() -> client.restore(environment, "c")));
        assertEquals(Refusal.invalid("call_id"), Refusal.of(() -> client.undo(environment, "")));
        assertEquals(Refusal.invalid("call_id"), Refusal.of(() -> client.restore(environment, "c".repeat(256))));
        assertEquals(Refusal.invalid("environment"), Refusal.of(() -> client.undo("", "c")));
        assertEquals(Refusal.invalid("environment"), Refusal.of(() -> client.restore("", "c")));
    }

    private Map<Long, Long> moves() {
        var moves = new HashMap<Long, Long>();
        FeedReader.everything(client, environment)
                .migrations()
                .forEach((from, move) -> moves.put(from, move.toUserId()));
        return moves;
    }

    private List<Long> roots(UserKey key) {
        return List.of(client.ledger()
                .listAccounts(ListAccountsRequest.newBuilder()
                        .setEnvironment(environment)
                        .setKey(key)
                        .build())
                .getUserId());
    }

    private long ada() {
        return id(Calls.identity("ada"));
    }

    private long id(UserKey key) {
        return client.resolve(environment, List.of(key), Calls.LATE, true).getFirst();
    }
}
