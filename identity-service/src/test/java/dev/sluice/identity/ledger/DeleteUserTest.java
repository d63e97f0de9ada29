package dev.sluice.identity.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.sluice.identity.v1.ListAccountsResponse;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class DeleteUserTest {

    private static final Refusal NOT_FOUND =
            new Refusal(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_USER_NOT_FOUND, "");

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void everyAccountOfAUserIsListedWhicheverOneIsNamed() {
        client.apply(
                environment,
                Calls.identify(1, "c1", "7", "ada"),
                Calls.identify(2, "c2", "phone", "ada"),
                Calls.identify(3, "c3", "8", "bob"));
        var accounts = list(Calls.identity("ada"));
        assertEquals(id(Calls.identity("ada")), accounts.getUserId());
        assertEquals(
                Set.of(Calls.identity("ada"), Calls.anonymous("7"), Calls.anonymous("phone")),
                Set.copyOf(
                        accounts.getAccountsList().stream().map(Account::getKey).toList()));
        assertEquals(accounts, list(Calls.anonymous("phone")));
        assertEquals(accounts, list(7));
        var ids = accounts.getAccountsList().stream().map(Account::getUserId).toList();
        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @Test
    void nothingButTheIdsIsLeft() {
        client.apply(
                environment,
                Calls.identify(1, "c1", "phone", "ada@example.com"),
                Calls.properties(2, "c2", Calls.anonymous("phone"), Map.of("plan", Calls.text("gold"))));
        delete(ids(list(Calls.identity("ada@example.com"))));
        assertEquals(Map.of("user_account", 0, "identity_call", 0, "user_property", 0, "user_migration", 0), sizes());
        assertTrue(tables.rows(environment).stream()
                .noneMatch(row -> row.contains("ada") || row.contains("phone") || row.contains("gold")));
        assertEquals(NOT_FOUND, Refusal.of(() -> list(Calls.identity("ada@example.com"))));
    }

    @Test
    void readersOfTheFeedsLearnOfIt() {
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"), Calls.identify(1, "c2", "8", "bob"));
        var reader = new FeedReader(client, environment, 2);
        reader.readOn();
        var ids = ids(list(7));
        delete(ids);
        var came = reader.readOn();
        assertEquals(2, came.size());
        assertTrue(came.stream().allMatch(user -> user.getRetired() && ids.contains(user.getUserId())));
        assertEquals(Set.of(8L), reader.world().migrations().keySet());
        assertEquals(FeedReader.everything(client, environment), reader.world());
    }

    @Test
    void repeatedItChangesNothing() {
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"));
        var ids = ids(list(7));
        delete(ids);
        var before = tables.rows(environment);
        delete(ids);
        delete(List.of(12_345L));
        assertEquals(before, tables.rows(environment));
    }

    @Test
    void aKeyThatComesAgainIsANewUserUnderItsId() {
        client.apply(
                environment,
                Calls.identify(1, "c1", "7", "ada"),
                Calls.properties(2, "c2", Calls.identity("ada"), Map.of("plan", Calls.text("gold"))));
        var before = list(7);
        var reader = new FeedReader(client, environment, 10);
        reader.readOn();
        delete(ids(before));
        client.apply(environment, Calls.identify(9, "c9", "7", "ada"));
        reader.readOn();
        assertEquals(before, list(7));
        var ada = reader.world().users().get(before.getUserId());
        assertEquals(Calls.stamp(9, "").getTime(), ada.getJoindate());
        assertEquals(Map.of(), ada.getPropertiesMap());
        assertEquals(Set.of(7L), reader.world().migrations().keySet());
    }

    @Test
    void aUserWhoHasMoreAccountsByNowIsLeftAlone() {
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"));
        var ids = ids(list(7));
        client.apply(environment, Calls.identify(2, "c2", "8", "ada"));
        var before = tables.rows(environment);
        assertEquals(
                new Refusal(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_WRONG_STATE, ""),
                Refusal.of(() -> delete(ids)));
        assertEquals(before, tables.rows(environment));
        delete(ids(list(7)));
        assertEquals(0, sizes().get("user_account"));
    }

    /** The second identify lost; all that it told of bob is that there is one. */
    @Test
    void whomOnlyALostCallOfTheirsNamedIsGoneToo() {
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"), Calls.identify(2, "c2", "7", "bob"));
        delete(ids(list(7)));
        assertEquals(NOT_FOUND, Refusal.of(() -> list(Calls.identity("bob"))));
    }

    @Test
    void whomAnEventShowedStaysAsTheEventShowedThem() {
        client.resolve(environment, List.of(Calls.identity("bob")), Calls.START.plusSeconds(50), false);
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"), Calls.identify(2, "c2", "7", "bob"));
        long bob = list(Calls.identity("bob")).getUserId();
        delete(ids(list(7)));
        var user = FeedReader.everything(client, environment).users().get(bob);
        assertEquals(Calls.stamp(50, "").getTime(), user.getJoindate());
        assertEquals(user.getJoindate(), user.getLastModified());
        assertFalse(tables.rows(environment).toString().contains("ada"));
    }

    @Test
    void otherEnvironmentsAreNotTouched() {
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"));
        client.apply(environment + "2", Calls.identify(1, "c1", "7", "ada"));
        var before = tables.rows(environment + "2");
        delete(ids(list(7)));
        assertEquals(before, tables.rows(environment + "2"));
    }

    @Test
    void badInputIsRefusedByItsField() {
        var nobody = ListAccountsRequest.newBuilder().setEnvironment(environment);
        assertEquals(Refusal.invalid("user"), refusal(nobody));
        assertEquals(
                Refusal.invalid("environment"),
                refusal(ListAccountsRequest.newBuilder().setUserId(7)));
        assertEquals(Refusal.invalid("user_id"), refusal(nobody.clone().setUserId(-1)));
        assertEquals(Refusal.invalid("user_id"), refusal(nobody.clone().setUserId(1L << 53)));
        assertEquals(Refusal.invalid("key"), refusal(nobody.clone().setKey(UserKey.getDefaultInstance())));
        assertEquals(Refusal.invalid("key.identity"), refusal(nobody.clone().setKey(Calls.identity("x".repeat(256)))));
        assertEquals(Refusal.invalid("key.anonymous_id"), refusal(nobody.clone().setKey(Calls.anonymous("a\0b"))));
        assertEquals(NOT_FOUND, refusal(nobody.clone().setUserId(7)));
        assertEquals(Refusal.invalid("user_ids"), Refusal.of(() -> delete(List.of())));
        assertEquals(Refusal.invalid("user_ids[1]"), Refusal.of(() -> delete(List.of(1L, -1L))));
        assertEquals(Refusal.invalid("user_ids[0]"), Refusal.of(() -> delete(List.of(1L << 53))));
        assertEquals(
                Refusal.invalid("user_ids"),
                Refusal.of(
                        () -> delete(LongStream.rangeClosed(0, 100_000).boxed().toList())));
        assertEquals(
                Refusal.invalid("environment"),
                Refusal.of(() -> client.ledger()
                        .deleteUser(DeleteUserRequest.newBuilder().addUserIds(1).build())));
    }

    private Map<String, Integer> sizes() {
        var state = tables.state(environment);
        return Map.of(
                "user_account", state.get("user_account").size(),
                "identity_call", state.get("identity_call").size(),
                "user_property", state.get("user_property").size(),
                "user_migration", state.get("user_migration").size());
    }

    private Refusal refusal(ListAccountsRequest.Builder request) {
        return Refusal.of(() -> client.ledger().listAccounts(request.build()));
    }

    private long id(UserKey key) {
        return client.userId(environment, key);
    }

    private ListAccountsResponse list(UserKey key) {
        return client.ledger()
                .listAccounts(ListAccountsRequest.newBuilder()
                        .setEnvironment(environment)
                        .setKey(key)
                        .build());
    }

    private ListAccountsResponse list(long userId) {
        return client.ledger()
                .listAccounts(ListAccountsRequest.newBuilder()
                        .setEnvironment(environment)
                        .setUserId(userId)
                        .build());
    }

    private static List<Long> ids(ListAccountsResponse accounts) {
        return accounts.getAccountsList().stream().map(Account::getUserId).toList();
    }

    private void delete(List<Long> userIds) {
        client.ledger()
                .deleteUser(DeleteUserRequest.newBuilder()
                        .setEnvironment(environment)
                        .addAllUserIds(userIds)
                        .build());
    }
}
