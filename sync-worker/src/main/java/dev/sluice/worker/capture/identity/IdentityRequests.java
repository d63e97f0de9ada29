package dev.sluice.worker.capture.identity;

import dev.sluice.identity.v1.AddUserPropertiesCall;
import dev.sluice.identity.v1.AliasCall;
import dev.sluice.identity.v1.IdentifyCall;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.values.v1.PropertyValue;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.capture.call.CallHeader;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Value;
import dev.sluice.worker.outbox.QueuedCall;
import dev.sluice.worker.property.InferredValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says a captured call in the words of identity-service: one or two of its calls, or that its user was seen. */
public final class IdentityRequests {

    private IdentityRequests() {}

    public static QueuedCall of(StampedCall stamped) {
        var calls = calls(stamped);
        return calls.isEmpty() ? new QueuedCall.Sighting(seen(stamped)) : new QueuedCall.Calls(calls);
    }

    private static SeenUser seen(StampedCall stamped) {
        return SeenUser.newBuilder()
                .setUser(user(stamped.call().header()))
                .setFirstSeen(Timestamps.of(stamped.time()))
                .build();
    }

    /** Empty for a call that only makes its user known. */
    private static List<IdentityCall> calls(StampedCall stamped) {
        var requests = new ArrayList<IdentityCall>();
        var header = stamped.call().header();
        switch (stamped.call()) {
            case CapturedCall.Identify _ -> {
                if (header.anonymousId() != null && header.identity() != null) {
                    requests.add(identify(stamped, header));
                }
            }
            case CapturedCall.Alias alias -> requests.add(alias(stamped, header, alias));
            case CapturedCall.AddUserProperties _ -> {}
        }
        if (!stamped.call().properties().isEmpty()) {
            requests.add(addUserProperties(stamped));
        }
        return requests;
    }

    private static UserKey user(CallHeader header) {
        return header.identity() == null
                ? UserKey.newBuilder().setAnonymousId(header.anonymousId()).build()
                : UserKey.newBuilder().setIdentity(header.identity()).build();
    }

    private static IdentityCall identify(StampedCall stamped, CallHeader header) {
        return IdentityCall.newBuilder()
                .setStamp(stamped.stamp())
                .setIdentify(IdentifyCall.newBuilder()
                        .setAnonymousId(header.anonymousId())
                        .setIdentity(header.identity()))
                .build();
    }

    private static IdentityCall alias(StampedCall stamped, CallHeader header, CapturedCall.Alias alias) {
        return IdentityCall.newBuilder()
                .setStamp(stamped.stamp())
                .setAlias(AliasCall.newBuilder()
                        .setFromIdentity(alias.fromIdentity())
                        .setToIdentity(header.identity()))
                .build();
    }

    private static IdentityCall addUserProperties(StampedCall stamped) {
        var properties = stamped.call().properties();
        return IdentityCall.newBuilder()
                .setStamp(stamped.stamp())
                .setAddUserProperties(AddUserPropertiesCall.newBuilder()
                        .setUser(user(stamped.call().header()))
                        .putAllProperties(values(properties.ofLatest()))
                        .addAllUnset(properties.unset())
                        .putAllSetOnce(values(properties.ofFirst())))
                .build();
    }

    private static Map<String, PropertyValue> values(Map<String, Value> values) {
        return values.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> value(each.getValue())));
    }

    private static PropertyValue value(Value value) {
        var proto = PropertyValue.newBuilder();
        switch (value) {
            case Value.Flag flag -> proto.setBoolean(flag.value());
            case Value.Whole whole -> proto.setInteger(whole.value());
            case Value.Decimal decimal -> number(decimal.value(), proto);
            case Value.Text text -> proto.setText(text.value());
        }
        return proto.build();
    }

    /** A number that a double would round keeps its digits as text, as it does in an event. */
    private static void number(BigDecimal value, PropertyValue.Builder proto) {
        var inferred = InferredValue.ofNumber(value.toString());
        switch (inferred.type()) {
            case DOUBLE -> proto.setNumber(value.doubleValue());
            case TEXT, BOOLEAN, BIGINT, TIMESTAMP -> proto.setText(inferred.text());
        }
    }
}
