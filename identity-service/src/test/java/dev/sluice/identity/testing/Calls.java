package dev.sluice.identity.testing;

import com.google.protobuf.Timestamp;
import dev.sluice.identity.v1.AddUserPropertiesCall;
import dev.sluice.identity.v1.AliasCall;
import dev.sluice.identity.v1.CallStamp;
import dev.sluice.identity.v1.IdentifyCall;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.values.v1.PropertyValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes calls, each at a second counted from one start. */
public final class Calls {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** After every call of a test. */
    public static final Instant LATE = START.plusSeconds(1_000_000);

    private Calls() {}

    public static IdentityCall identify(int second, String callId, String anonymousId, String identity) {
        return IdentityCall.newBuilder()
                .setStamp(stamp(second, callId))
                .setIdentify(
                        IdentifyCall.newBuilder().setAnonymousId(anonymousId).setIdentity(identity))
                .build();
    }

    public static IdentityCall alias(int second, String callId, String from, String to) {
        return IdentityCall.newBuilder()
                .setStamp(stamp(second, callId))
                .setAlias(AliasCall.newBuilder().setFromIdentity(from).setToIdentity(to))
                .build();
    }

    public static IdentityCall properties(int second, String callId, UserKey user, Map<String, PropertyValue> values) {
        return changes(
                second, callId, AddUserPropertiesCall.newBuilder().setUser(user).putAllProperties(values));
    }

    public static IdentityCall unset(int second, String callId, UserKey user, String... keys) {
        return changes(
                second, callId, AddUserPropertiesCall.newBuilder().setUser(user).addAllUnset(List.of(keys)));
    }

    public static IdentityCall setOnce(int second, String callId, UserKey user, Map<String, PropertyValue> values) {
        return changes(
                second, callId, AddUserPropertiesCall.newBuilder().setUser(user).putAllSetOnce(values));
    }

    public static IdentityCall changes(int second, String callId, AddUserPropertiesCall.Builder changes) {
        return IdentityCall.newBuilder()
                .setStamp(stamp(second, callId))
                .setAddUserProperties(changes)
                .build();
    }

    public static UserKey anonymous(String id) {
        return UserKey.newBuilder().setAnonymousId(id).build();
    }

    public static UserKey identity(String identity) {
        return UserKey.newBuilder().setIdentity(identity).build();
    }

    public static PropertyValue text(String text) {
        return PropertyValue.newBuilder().setText(text).build();
    }

    public static PropertyValue integer(long integer) {
        return PropertyValue.newBuilder().setInteger(integer).build();
    }

    public static CallStamp stamp(int second, String callId) {
        return CallStamp.newBuilder()
                .setTime(timestamp(START.plusSeconds(second)))
                .setCallId(callId)
                .build();
    }

    public static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
