package dev.sluice.identity.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Refusal;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.v1.AddUserPropertiesCall;
import dev.sluice.identity.v1.AddUserPropertiesRequest;
import dev.sluice.identity.v1.AliasRequest;
import dev.sluice.identity.v1.CallStamp;
import dev.sluice.identity.v1.IdentifyRequest;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.values.v1.PropertyValue;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class BadInputTest {

    private static final ErrorReason INVALID = ErrorReason.ERROR_REASON_FIELD_INVALID;
    private static final ErrorReason PLACEHOLDER = ErrorReason.ERROR_REASON_IDENTITY_REFUSED;
    private static final IdentityCall GOOD = Calls.identify(1, "good", "a", "ada");
    private static final UserKey ADA = Calls.identity("ada");

    static final List<Arguments> BAD_CALLS = List.of(
            bad("", IdentityCall.newBuilder().setStamp(Calls.stamp(1, "c")).build()),
            bad("stamp.time", GOOD.toBuilder().clearStamp().build()),
            bad("stamp.time", at(Instant.parse("1969-12-31T23:59:59Z"))),
            bad("stamp.time", at(Instant.now().plus(Duration.ofDays(2)))),
            bad("stamp.time", withNanos(-1)),
            bad("stamp.time", withNanos(1_000_000_000)),
            bad("stamp.time", withSeconds(Long.MAX_VALUE)),
            bad("stamp.call_id", Calls.identify(1, "", "a", "ada")),
            bad("stamp.call_id", Calls.identify(1, "c".repeat(256), "a", "ada")),
            bad("stamp.call_id", Calls.identify(1, "c\0", "a", "ada")),
            bad("stamp.source", from("s".repeat(256))),
            bad("stamp.source", from("s\0")),
            bad("identify.anonymous_id", Calls.identify(1, "c", "", "ada")),
            bad("identify.anonymous_id", Calls.identify(1, "c", "  ", "ada")),
            bad("identify.anonymous_id", Calls.identify(1, "c", "a".repeat(256), "ada")),
            bad("identify.anonymous_id", Calls.identify(1, "c", "a\nb", "ada")),
            bad("identify.identity", Calls.identify(1, "c", "a", "")),
            bad("identify.identity", Calls.identify(1, "c", "a", "\uD83D\uDE00".repeat(256))),
            bad("identify.identity", Calls.identify(1, "c", "a", "ada\0")),
            bad("identify.identity", Calls.identify(1, "c", "a", "\u0085ada")),
            bad("alias.from_identity", Calls.alias(1, "c", "", "ada")),
            bad("alias.to_identity", Calls.alias(1, "c", "ada", "x".repeat(256))),
            bad("alias.to_identity", Calls.alias(1, "c", "ada", "ada")),
            Arguments.of(PLACEHOLDER, "alias.from_identity", Calls.alias(1, "c", "undefined", "ada")),
            Arguments.of(PLACEHOLDER, "alias.to_identity", Calls.alias(1, "c", "ada", "nil")),
            bad("add_user_properties.user", properties(UserKey.getDefaultInstance(), "k", Calls.text("v"))),
            bad("add_user_properties.user.anonymous_id", properties(Calls.anonymous(""), "k", Calls.text("v"))),
            Arguments.of(
                    PLACEHOLDER,
                    "add_user_properties.user.identity",
                    properties(Calls.identity("null"), "k", Calls.text("v"))),
            bad("add_user_properties.properties", Calls.properties(1, "c", ADA, Map.of())),
            bad("add_user_properties.properties", Calls.properties(1, "c", ADA, manyValues())),
            bad("add_user_properties.properties[\"\"]", properties(ADA, "", Calls.text("v"))),
            bad("add_user_properties.properties[\"Id\"]", properties(ADA, "Id", Calls.text("v"))),
            bad(
                    "add_user_properties.properties[\"" + "k".repeat(64) + "\"]",
                    properties(ADA, "k".repeat(1_025), Calls.text("v"))),
            bad("add_user_properties.properties[\"k\0\"]", properties(ADA, "k\0", Calls.text("v"))),
            bad("add_user_properties.properties[\"k\n\"]", properties(ADA, "k\n", Calls.text("v"))),
            bad("add_user_properties.properties[\"k\"]", properties(ADA, "k", PropertyValue.getDefaultInstance())),
            bad("add_user_properties.properties[\"k\"]", properties(ADA, "k", Calls.text("v".repeat(32_769)))),
            bad("add_user_properties.properties[\"k\"]", properties(ADA, "k", Calls.text("v\0"))),
            bad("add_user_properties.properties[\"k\"]", properties(ADA, "k", number(Double.NaN))),
            bad("add_user_properties.properties[\"k\"]", properties(ADA, "k", number(Double.NEGATIVE_INFINITY))),
            bad("add_user_properties.properties", Calls.unset(1, "c", ADA, manyKeys())),
            bad("add_user_properties.properties", Calls.setOnce(1, "c", ADA, manyValues())),
            bad(
                    "add_user_properties.properties",
                    changes(ofAda(asManyValuesAsMayBe()).addUnset("one more"))),
            bad("add_user_properties.unset[0]", Calls.unset(1, "c", ADA, "")),
            bad("add_user_properties.unset[1]", Calls.unset(1, "c", ADA, "k", "iD")),
            bad("add_user_properties.unset[1]", Calls.unset(1, "c", ADA, "k", "k".repeat(1_025))),
            bad("add_user_properties.unset[2]", Calls.unset(1, "c", ADA, "k", "l", "m\0")),
            bad("add_user_properties.unset[2]", Calls.unset(1, "c", ADA, "k", "l", "\u0085m")),
            bad("add_user_properties.unset[3]", Calls.unset(1, "c", ADA, "k", "l", "m", "k")),
            bad(
                    "add_user_properties.unset[0]",
                    changes(ofAda(Map.of("k", Calls.text("v"))).addUnset("k"))),
            bad("add_user_properties.set_once[\"\"]", setOnce("", Calls.text("v"))),
            bad("add_user_properties.set_once[\"ID\"]", setOnce("ID", Calls.text("v"))),
            bad(
                    "add_user_properties.set_once[\"" + "k".repeat(64) + "\"]",
                    setOnce("k".repeat(1_025), Calls.text("v"))),
            bad("add_user_properties.set_once[\"k\t\"]", setOnce("k\t", Calls.text("v"))),
            bad("add_user_properties.set_once[\"k\"]", setOnce("k", PropertyValue.getDefaultInstance())),
            bad("add_user_properties.set_once[\"k\"]", setOnce("k", Calls.text("v".repeat(32_769)))),
            bad("add_user_properties.set_once[\"k\"]", setOnce("k", number(Double.NaN))),
            bad(
                    "add_user_properties.set_once[\"k\"]",
                    changes(ofAda(Map.of("k", Calls.text("v"))).putSetOnce("k", Calls.text("v")))),
            bad(
                    "add_user_properties.set_once[\"k\"]",
                    changes(ofAda(Map.of()).addUnset("k").putSetOnce("k", Calls.text("v")))));

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    private final String environment = UUID.randomUUID().toString();

    @ParameterizedTest
    @FieldSource("BAD_CALLS")
    void aBadCallIsListedAndTheRestIsTaken(ErrorReason reason, String field, IdentityCall call) {
        var response = client.apply(environment, GOOD, call, Calls.identify(2, "good 2", "b", "ada"));
        assertEquals(1, response.getRefusedCount());
        var refused = response.getRefused(0);
        assertEquals(1, refused.getIndex());
        assertEquals(reason, refused.getReason());
        assertEquals(field, refused.getField());
        assertTrue(refused.getMessage().startsWith(field), refused.getMessage());
        assertEquals(2, tables.state(environment).get("identity_call").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "NULL",
                " null ",
                "undefined",
                "Anonymous",
                "0",
                "nil",
                "none",
                "[object Object]",
                " ",
                "\u2003"
            })
    void placeholderIdentitiesAreRefused(String identity) {
        assertEquals(
                Refusal.placeholder("identity"),
                Refusal.of(() -> client.calls().identify(identify(environment, identity))));
        assertEquals(Set.of(), tables.state(environment).get("user_account"));
    }

    @ParameterizedTest
    @MethodSource("badEnvironments")
    void aBadEnvironmentIsRefused(String bad) {
        assertEquals(
                Refusal.invalid("environment"), Refusal.of(() -> client.calls().identify(identify(bad, "ada"))));
        assertEquals(Refusal.invalid("environment"), Refusal.of(() -> client.apply(bad, GOOD)));
    }

    @Test
    void theFieldsOfASingleCallStandAtItsTop() {
        assertEquals(
                Refusal.invalid("stamp.time"),
                Refusal.of(() -> client.calls()
                        .identify(identify(environment, "ada").toBuilder()
                                .setStamp(CallStamp.newBuilder().setCallId("c"))
                                .build())));
        assertEquals(
                Refusal.invalid("from_identity"),
                Refusal.of(() -> client.calls()
                        .alias(AliasRequest.newBuilder()
                                .setEnvironment(environment)
                                .setStamp(Calls.stamp(1, "c"))
                                .setToIdentity("ada")
                                .build())));
        assertEquals(
                Refusal.invalid("unset[1]"),
                Refusal.of(() -> client.calls()
                        .addUserProperties(AddUserPropertiesRequest.newBuilder()
                                .setEnvironment(environment)
                                .setStamp(Calls.stamp(1, "c"))
                                .setUser(ADA)
                                .addUnset("k")
                                .addUnset("id")
                                .build())));
    }

    @Test
    void aBatchOfNoneOrTooManyIsRefusedWhole() {
        assertEquals(Refusal.invalid("calls"), Refusal.of(() -> client.apply(environment)));
        assertEquals(
                Refusal.invalid("calls"),
                Refusal.of(() -> client.apply(environment, Collections.nCopies(1_001, GOOD))));
    }

    @Test
    void everythingAtItsLimitIsTaken() {
        var longest = "\uD83D\uDE00".repeat(255);
        var response = client.apply(
                environment,
                Calls.identify(1, longest, longest, longest),
                Calls.properties(1, longest, Calls.identity(longest), asManyValuesAsMayBe()),
                Calls.unset(1, "unset", ADA, asManyValuesAsMayBe().keySet().toArray(String[]::new)),
                Calls.setOnce(1, "once", Calls.identity("once"), asManyValuesAsMayBe()),
                from("\uD83D\uDE00".repeat(255)),
                at(Instant.ofEpochSecond(0)),
                at(Instant.now().plus(Duration.ofHours(23))));
        assertEquals(List.of(), response.getRefusedList());
        var users = FeedReader.everything(client, environment).users().values();
        assertEquals(
                2,
                users.stream()
                        .filter(user -> user.getPropertiesCount() == 1_000)
                        .count());
    }

    static Stream<String> badEnvironments() {
        return Stream.of("", "x".repeat(201), "a\0b", "a\tb");
    }

    private static Arguments bad(String field, IdentityCall call) {
        return Arguments.of(INVALID, field, call);
    }

    private static IdentityCall properties(UserKey user, String key, PropertyValue value) {
        return Calls.properties(1, "c", user, Map.of(key, value));
    }

    private static IdentityCall setOnce(String key, PropertyValue value) {
        return Calls.setOnce(1, "c", ADA, Map.of(key, value));
    }

    private static AddUserPropertiesCall.Builder ofAda(Map<String, PropertyValue> values) {
        return AddUserPropertiesCall.newBuilder().setUser(ADA).putAllProperties(values);
    }

    private static IdentityCall changes(AddUserPropertiesCall.Builder changes) {
        return Calls.changes(1, "c", changes);
    }

    private static PropertyValue number(double number) {
        return PropertyValue.newBuilder().setNumber(number).build();
    }

    private static Map<String, PropertyValue> asManyValuesAsMayBe() {
        var values = manyValues();
        values.remove("key 0");
        return values;
    }

    /** One too many. */
    private static Map<String, PropertyValue> manyValues() {
        var values = new HashMap<String, PropertyValue>();
        for (int i = 0; i <= 1_000; i++) {
            values.put("key " + i, Calls.integer(i));
        }
        return values;
    }

    private static String[] manyKeys() {
        return manyValues().keySet().toArray(String[]::new);
    }

    private static IdentityCall at(Instant time) {
        var call = GOOD.toBuilder();
        call.getStampBuilder().setCallId("at " + time).setTime(Calls.timestamp(time));
        return call.build();
    }

    private static IdentityCall from(String source) {
        var call = GOOD.toBuilder();
        call.getStampBuilder().setCallId("from").setSource(source);
        return call.build();
    }

    private static IdentityCall withNanos(int nanos) {
        var call = GOOD.toBuilder();
        call.getStampBuilder().setCallId("nanos").getTimeBuilder().setNanos(nanos);
        return call.build();
    }

    private static IdentityCall withSeconds(long seconds) {
        var call = GOOD.toBuilder();
        call.getStampBuilder().setCallId("seconds").getTimeBuilder().setSeconds(seconds);
        return call.build();
    }

    private static IdentifyRequest identify(String environment, String identity) {
        return IdentifyRequest.newBuilder()
                .setEnvironment(environment)
                .setStamp(Calls.stamp(1, "c"))
                .setAnonymousId("a")
                .setIdentity(identity)
                .build();
    }
}
