package dev.sluice.identity.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Oracle;
import dev.sluice.identity.testing.World;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.RefusedIdentityCall;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.values.v1.PropertyValue;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every kind of bad call in one batch: each is named with what is wrong, and the good ones among them take effect. */
@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class BatchRefusalTest {

    private static final UserKey ADA = Calls.identity("ada");
    private static final String KEYS = "add_user_properties.properties";

    private static final List<Bad> BAD = List.of(
            new Bad("identify.identity", "at most 255 characters", Calls.identify(1, "b1", "a", "x".repeat(256))),
            new Bad("identify.identity", "control characters", Calls.identify(1, "b2", "a", "a\tda")),
            new Bad("identify.identity", "control characters", Calls.identify(1, "b3", "a", "ada\u007F")),
            new Bad("identify.anonymous_id", "control characters", Calls.identify(1, "b4", "a\u001Bb", "ada")),
            new Bad("alias.from_identity", "at most 255 characters", Calls.alias(1, "b5", "x".repeat(256), "ada")),
            new Bad("alias.to_identity", "control characters", Calls.alias(1, "b6", "ada", "bob\r\n")),
            new Bad("stamp.time", "must not be after", late("b7")),
            new Bad("stamp.call_id", "1 to 255 characters", Calls.identify(1, "", "a", "ada")),
            new Bad(KEYS + "[\"\"]", "", properties("b8", "", Calls.text("v"))),
            new Bad(KEYS + "[\"id\"]", "", properties("b9", "id", Calls.text("v"))),
            new Bad(KEYS + "[\"" + "k".repeat(64) + "\"]", "", properties("b10", "k".repeat(1_025), Calls.text("v"))),
            new Bad(KEYS + "[\"k\"]", "", properties("b11", "k", PropertyValue.getDefaultInstance())),
            new Bad(
                    "",
                    "must be one of",
                    IdentityCall.newBuilder().setStamp(Calls.stamp(1, "b12")).build()));

    @Inject
    IdentityClient client;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void everyBadCallIsListedWithWhatIsWrongAndTheRestTakesEffect() {
        var batch = new ArrayList<IdentityCall>();
        var good = new ArrayList<IdentityCall>();
        for (int i = 0; i < BAD.size(); i++) {
            batch.add(BAD.get(i).call());
            good.add(Calls.properties(i, "good " + i, ADA, Map.of("key " + i, Calls.integer(i))));
            batch.add(good.getLast());
        }
        good.add(Calls.identify(1, "last", "visitor", "ada"));
        batch.add(good.getLast());

        var refused = client.apply(environment, batch).getRefusedList();
        assertEquals(BAD.size(), refused.size());
        for (int i = 0; i < BAD.size(); i++) {
            assertNamed(BAD.get(i), 2 * i, refused.get(i));
        }
        var oracle = new Oracle(good);
        assertEquals(oracle.world(this::userId), world());
        assertEquals(1, world().migrations().size());
    }

    @Test
    void refusedCallsAreNoLessRefusedWhenSentAgain() {
        var batch = BAD.stream().map(Bad::call).toList();
        var first = client.apply(environment, batch).getRefusedList();
        assertEquals(BAD.size(), first.size());
        assertEquals(
                first.stream().map(RefusedIdentityCall::getField).toList(),
                client.apply(environment, batch).getRefusedList().stream()
                        .map(RefusedIdentityCall::getField)
                        .toList());
        assertEquals(new World(Map.of(), Set.of(), Map.of()), world());
    }

    /** Too large for a user id of its own, a number is an anonymous id like any other. */
    @Test
    void aNumberBeyondTheUserIdsIsHashedIntoTheirRange() {
        var numbers = List.of("9007199254740991", "9007199254740992", "-1", "18446744073709551616");
        var ids = client.userIds(
                environment, numbers.stream().map(Calls::anonymous).toList());
        assertEquals(9_007_199_254_740_991L, ids.getFirst());
        assertEquals(numbers.size(), ids.stream().distinct().count());
        assertTrue(ids.stream().allMatch(id -> id >= 0 && id <= 9_007_199_254_740_991L), ids::toString);
    }

    /** Environments belong to definitions-service and are not asked for here: one that is new begins empty, apart from the rest. */
    @Test
    void anEnvironmentThatWasNeverHeardOfIsEmptyAndTakesCalls() {
        assertEquals(new World(Map.of(), Set.of(), Map.of()), world());
        assertEquals(
                0, client.apply(environment, Calls.identify(1, "c", "a", "ada")).getRefusedCount());
        assertEquals(1, world().migrations().size());
    }

    private long userId(UserKey key) {
        return client.resolve(environment, List.of(key), Calls.LATE, true).getFirst();
    }

    private World world() {
        return FeedReader.everything(client, environment);
    }

    private static void assertNamed(Bad bad, int index, RefusedIdentityCall refused) {
        assertEquals(index, refused.getIndex());
        assertEquals(ErrorReason.ERROR_REASON_FIELD_INVALID, refused.getReason());
        assertEquals(bad.field(), refused.getField());
        assertTrue(refused.getMessage().startsWith(bad.field()), refused.getMessage());
        assertTrue(refused.getMessage().contains(bad.rule()), refused.getMessage());
    }

    private static IdentityCall properties(String callId, String key, PropertyValue value) {
        return Calls.properties(1, callId, ADA, Map.of(key, value));
    }

    private static IdentityCall late(String callId) {
        var call = Calls.identify(1, callId, "a", "ada").toBuilder();
        call.getStampBuilder().setTime(Calls.timestamp(Instant.now().plus(Duration.ofDays(400))));
        return call.build();
    }

    private record Bad(String field, String rule, IdentityCall call) {}
}
