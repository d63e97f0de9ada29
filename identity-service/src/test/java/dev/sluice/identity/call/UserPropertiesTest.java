package dev.sluice.identity.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.v1.AddUserPropertiesRequest;
import dev.sluice.identity.v1.User;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.values.v1.PropertyValue;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class UserPropertiesTest {

    @Inject
    IdentityClient client;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void anUnknownUserIsMade() {
        var answer = client.calls()
                .addUserProperties(AddUserPropertiesRequest.newBuilder()
                        .setEnvironment(environment)
                        .setStamp(Calls.stamp(5, "c"))
                        .setUser(Calls.identity("ada"))
                        .putProperties("plan", Calls.text("gold"))
                        .build());
        var user = user("ada");
        assertEquals(user.getUserId(), answer.getUserId());
        assertEquals(Map.of("plan", Calls.text("gold")), user.getPropertiesMap());
        assertEquals(time(5), user.getJoindate());
        assertEquals(time(5), user.getLastModified());
    }

    @Test
    void everyKindOfValueComesBackAsItWas() {
        var values = Map.of(
                "yes", PropertyValue.newBuilder().setBoolean(true).build(),
                "whole", Calls.integer(Long.MIN_VALUE),
                "broken", PropertyValue.newBuilder().setNumber(-1.0e-300).build(),
                "text", Calls.text("a \u0001 \uD83D\uDE00 'quoted' \\ \"text\""),
                "empty", Calls.text(""));
        client.apply(environment, Calls.properties(1, "c", Calls.identity("ada"), values));
        assertEquals(values, user("ada").getPropertiesMap());
    }

    @Test
    void perKeyTheLatestCallWinsWhateverTheOrderOfArrival() {
        var ada = Calls.identity("ada");
        client.apply(environment, Calls.properties(5, "c5", ada, Map.of("a", Calls.integer(5), "b", Calls.integer(5))));
        client.apply(environment, Calls.properties(9, "c9", ada, Map.of("b", Calls.text("nine"))));
        client.apply(environment, Calls.properties(1, "c1", ada, Map.of("a", Calls.integer(1), "c", Calls.integer(1))));
        assertEquals(
                Map.of("a", Calls.integer(5), "b", Calls.text("nine"), "c", Calls.integer(1)),
                user("ada").getPropertiesMap());
        assertEquals(
                Map.of("a", time(5), "b", time(9), "c", time(1)), user("ada").getPropertyTimesMap());
        assertEquals(time(1), user("ada").getJoindate());
        assertEquals(time(9), user("ada").getLastModified());
    }

    @Test
    void onAMergeTheLatestValueOfAllMembersWins() {
        client.apply(
                environment,
                Calls.properties(
                        1, "c1", Calls.identity("ada"), Map.of("plan", Calls.text("silver"), "old", Calls.text("o"))),
                Calls.properties(7, "c7", Calls.anonymous("phone"), Map.of("plan", Calls.text("gold"))),
                Calls.properties(3, "c3", Calls.anonymous("laptop"), Map.of("plan", Calls.text("bronze"))),
                Calls.identify(4, "c4", "phone", "ada"),
                Calls.identify(5, "c5", "laptop", "ada"));
        assertEquals(
                Map.of("plan", Calls.text("gold"), "old", Calls.text("o")),
                user("ada").getPropertiesMap());
        assertEquals(Map.of("plan", time(7), "old", time(1)), user("ada").getPropertyTimesMap());
    }

    @Test
    void anUnsetKeyHasNoValueWhateverTheOrderOfArrival() {
        var ada = Calls.identity("ada");
        client.apply(environment, Calls.unset(5, "c5", ada, "plan", "city", "unheard"));
        client.apply(environment, Calls.properties(1, "c1", ada, Map.of("plan", Calls.text("gold"))));
        client.apply(environment, Calls.properties(9, "c9", ada, Map.of("city", Calls.text("Oslo"))));
        assertEquals(Map.of("city", Calls.text("Oslo")), user("ada").getPropertiesMap());
        assertEquals(Map.of("city", time(9)), user("ada").getPropertyTimesMap());
        client.apply(environment, Calls.unset(10, "d10", ada, "city"));
        assertEquals(Map.of(), user("ada").getPropertiesMap());
        assertEquals(time(1), user("ada").getJoindate());
        assertEquals(time(10), user("ada").getLastModified());
    }

    @Test
    void aReaderThatKnewAValueIsToldOfTheUserThatLostIt() {
        var ada = Calls.identity("ada");
        var reader = new FeedReader(client, environment, 10);
        client.apply(
                environment,
                Calls.properties(1, "c1", ada, Map.of("plan", Calls.text("gold"), "city", Calls.text("Oslo"))));
        reader.readOn();
        client.apply(environment, Calls.unset(1, "c2", ada, "plan"));
        var came = reader.readOn();
        assertEquals(1, came.size());
        assertEquals(Map.of("city", Calls.text("Oslo")), came.getFirst().getPropertiesMap());
    }

    @Test
    void whatWasSetOnceFirstHoldsWhateverTheOrderOfArrival() {
        var ada = Calls.identity("ada");
        client.apply(environment, Calls.setOnce(5, "c5", ada, Map.of("source", Calls.text("mail"))));
        client.apply(environment, Calls.setOnce(9, "c9", ada, Map.of("source", Calls.text("ads"))));
        assertEquals(Map.of("source", Calls.text("mail")), user("ada").getPropertiesMap());
        client.apply(environment, Calls.setOnce(3, "c3", ada, Map.of("source", Calls.text("search"))));
        client.apply(environment, Calls.setOnce(3, "c2", ada, Map.of("source", Calls.text("friend"))));
        assertEquals(Map.of("source", Calls.text("friend")), user("ada").getPropertiesMap());
        assertEquals(Map.of("source", time(3)), user("ada").getPropertyTimesMap());
        assertEquals(time(9), user("ada").getLastModified());
    }

    @Test
    void aValueThatIsSetOrUnsetGoesBeforeOneSetOnceWheneverThatWas() {
        var ada = Calls.identity("ada");
        client.apply(
                environment,
                Calls.properties(5, "c5", ada, Map.of("a", Calls.text("set"))),
                Calls.unset(5, "d5", ada, "b"),
                Calls.setOnce(1, "c1", ada, Map.of("a", Calls.text("once"), "b", Calls.text("once"))),
                Calls.setOnce(9, "c9", ada, Map.of("a", Calls.text("late"), "b", Calls.text("late"))));
        assertEquals(Map.of("a", Calls.text("set")), user("ada").getPropertiesMap());
    }

    @Test
    void onAMergeSlotsOfAllMembersCombineByTheSameRule() {
        var ada = Calls.identity("ada");
        var phone = Calls.anonymous("phone");
        client.apply(
                environment,
                Calls.setOnce(4, "a4", ada, Map.of("source", Calls.text("ads"), "shadowed", Calls.text("once"))),
                Calls.setOnce(2, "p2", phone, Map.of("source", Calls.text("mail"))),
                Calls.properties(3, "p3", phone, Map.of("shadowed", Calls.text("set"))),
                Calls.properties(5, "a5", ada, Map.of("plan", Calls.text("gold"), "city", Calls.text("Oslo"))),
                Calls.unset(6, "p6", phone, "plan"),
                Calls.unset(4, "p4", phone, "city"));
        assertEquals(
                Map.of(
                        "source", Calls.text("ads"),
                        "shadowed", Calls.text("once"),
                        "plan", Calls.text("gold"),
                        "city", Calls.text("Oslo")),
                user("ada").getPropertiesMap());
        client.apply(environment, Calls.identify(7, "c7", "phone", "ada"));
        assertEquals(
                Map.of(
                        "source", Calls.text("mail"),
                        "shadowed", Calls.text("set"),
                        "city", Calls.text("Oslo")),
                user("ada").getPropertiesMap());
        assertEquals(
                Map.of("source", time(2), "shadowed", time(3), "city", time(5)),
                user("ada").getPropertyTimesMap());
    }

    @Test
    void aCallThatOnlyUnsetsOrSetsOnceMakesAnUnknownUserToo() {
        var unset = client.calls()
                .addUserProperties(AddUserPropertiesRequest.newBuilder()
                        .setEnvironment(environment)
                        .setStamp(Calls.stamp(5, "c5"))
                        .setUser(Calls.identity("ada"))
                        .addUnset("plan")
                        .build());
        var setOnce = client.calls()
                .addUserProperties(AddUserPropertiesRequest.newBuilder()
                        .setEnvironment(environment)
                        .setStamp(Calls.stamp(6, "c6"))
                        .setUser(Calls.identity("bob"))
                        .putSetOnce("source", Calls.text("ads"))
                        .build());
        assertEquals(user("ada").getUserId(), unset.getUserId());
        assertEquals(Map.of(), user("ada").getPropertiesMap());
        assertEquals(time(5), user("ada").getJoindate());
        assertEquals(user("bob").getUserId(), setOnce.getUserId());
        assertEquals(Map.of("source", Calls.text("ads")), user("bob").getPropertiesMap());
    }

    @Test
    void theLongestKeysAndValuesAreKept() {
        var values = new HashMap<String, PropertyValue>();
        var random = new Random(7);
        for (int i = 0; i < 20; i++) {
            values.put(wide(random, 1_024), Calls.text(wide(random, 32_768)));
        }
        client.apply(environment, Calls.properties(1, "c", Calls.identity("ada"), values));
        assertEquals(values, user("ada").getPropertiesMap());
    }

    private static Timestamp time(int second) {
        return Calls.stamp(second, "").getTime();
    }

    /** Characters of four bytes each. */
    private static String wide(Random random, int length) {
        return random.ints(length, 0x10000, 0x1F000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private User user(String identity) {
        return FeedReader.everything(client, environment)
                .users()
                .get(client.userId(environment, Calls.identity(identity)));
    }
}
