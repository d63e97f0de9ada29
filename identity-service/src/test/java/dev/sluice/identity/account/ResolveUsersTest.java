package dev.sluice.identity.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Refusal;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class ResolveUsersTest {

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void numbersAreThemselvesAndOthersAreNumbered() {
        var ids = client.userIds(
                environment, List.of(Calls.anonymous("42"), Calls.anonymous("abc"), Calls.identity("abc")));
        assertEquals(42, ids.getFirst());
        assertEquals(3, Set.copyOf(ids).size());
    }

    @Test
    void anIdThatIsTakenIsSaltedAgain() {
        long identity = client.userId(environment, Calls.identity("ada@example.com"));
        var taken = Calls.anonymous(Long.toString(identity));
        long other = client.userId(environment, taken);
        assertNotEquals(identity, other);
        assertEquals(other, client.userId(environment, taken));
    }

    @Test
    void withinOneBatchTheNumberKeepsItsId() {
        long identity = UserIds.candidate(environment, AccountKey.identity("ada"), 0);
        var ids = client.userIds(environment, List.of(Calls.identity("ada"), Calls.anonymous(Long.toString(identity))));
        assertEquals(identity, ids.getLast());
        assertNotEquals(identity, ids.getFirst());
    }

    @Test
    void theIdIsTheOneBeforeAnyMigration() {
        long before = client.userId(environment, Calls.anonymous("a"));
        client.apply(environment, Calls.identify(1, "c", "a", "ada"));
        assertEquals(before, client.userId(environment, Calls.anonymous("a")));
    }

    @Test
    void theEarliestSightIsTheJoindate() {
        var keys = List.of(Calls.anonymous("a"));
        client.resolve(environment, keys, Calls.START.plusSeconds(9), false);
        client.resolve(environment, keys, Calls.START.plusSeconds(3), false);
        client.resolve(environment, keys, Calls.START.plusSeconds(6), false);
        var user = FeedReader.everything(client, environment)
                .users()
                .values()
                .iterator()
                .next();
        assertEquals(Calls.timestamp(Calls.START.plusSeconds(3)), user.getJoindate());
        assertEquals(user.getJoindate(), user.getLastModified());
    }

    @Test
    void onlyRealChangesMoveTheFeed() {
        var reader = new FeedReader(client, environment, 10);
        var keys = List.of(Calls.anonymous("a"), Calls.anonymous("b"), Calls.anonymous("a"));
        client.resolve(environment, keys, Calls.START, false);
        assertEquals(2, reader.readOn().size());
        client.resolve(environment, keys, Calls.START.plusSeconds(5), false);
        assertEquals(List.of(), reader.readOn());
        client.resolve(environment, List.of(Calls.anonymous("b")), Calls.START.minusSeconds(5), false);
        assertEquals(1, reader.readOn().size());
    }

    @Test
    void validateOnlyAnswersTheSameAndKeepsNothing() {
        var keys = List.of(Calls.anonymous("a"), Calls.identity("ada"));
        var rehearsed = client.resolve(environment, keys, Calls.START, true);
        assertTrue(tables.state(environment).values().stream().allMatch(Set::isEmpty));
        assertEquals(List.of(), new FeedReader(client, environment, 10).readOn());
        assertEquals(rehearsed, client.resolve(environment, keys, Calls.START, false));
    }

    @Test
    void tenThousandUsersAreResolvedAtOnce() {
        var keys = IntStream.range(0, 10_000)
                .mapToObj(i -> Calls.anonymous("visitor " + i))
                .toList();
        var ids = client.userIds(environment, keys);
        assertEquals(10_000, Set.copyOf(ids).size());
        assertEquals(ids, client.userIds(environment, keys));
        assertEquals(10_000, new FeedReader(client, environment, 777).readOn().size());
    }

    @Test
    void aPlaceholderThatAnEventCameWithHoldsUpNoRun() {
        assertNotEquals(0, client.userId(environment, Calls.identity("null")));
    }

    @Test
    void badInputIsRefusedByItsField() {
        assertEquals(Refusal.invalid("users"), refusal(environment));
        assertEquals(Refusal.invalid("environment"), refusal("", seen(Calls.anonymous("a"), Calls.START)));
        assertEquals(
                Refusal.invalid("users[1].user"),
                refusal(environment, seen(Calls.anonymous("a"), Calls.START), SeenUser.getDefaultInstance()));
        assertEquals(
                Refusal.invalid("users[0].user.identity"),
                refusal(environment, seen(Calls.identity("x".repeat(256)), Calls.START)));
        assertEquals(
                Refusal.invalid("users[0].user.anonymous_id"),
                refusal(environment, seen(Calls.anonymous("a\0b"), Calls.START)));
        assertEquals(
                Refusal.invalid("users[0].first_seen"),
                refusal(environment, seen(Calls.anonymous("a"), Instant.parse("1969-12-31T23:59:59Z"))));
        var many = IntStream.range(0, 10_001)
                .mapToObj(i -> seen(Calls.anonymous("a"), Calls.START))
                .toArray(SeenUser[]::new);
        assertEquals(Refusal.invalid("users"), refusal(environment, many));
    }

    private Refusal refusal(String environment, SeenUser... users) {
        var request = ResolveUsersRequest.newBuilder()
                .setEnvironment(environment)
                .addAllUsers(List.of(users))
                .build();
        return Refusal.of(() -> client.calls().resolveUsers(request));
    }

    private static SeenUser seen(UserKey user, Instant time) {
        return SeenUser.newBuilder()
                .setUser(user)
                .setFirstSeen(Calls.timestamp(time))
                .build();
    }
}
