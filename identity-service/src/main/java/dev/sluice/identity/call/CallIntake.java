package dev.sluice.identity.call;

import static dev.sluice.identity.validation.FieldRules.count;

import dev.sluice.errors.Failure;
import dev.sluice.identity.v1.AddUserPropertiesCall;
import dev.sluice.identity.v1.AddUserPropertiesRequest;
import dev.sluice.identity.v1.AliasCall;
import dev.sluice.identity.v1.AliasRequest;
import dev.sluice.identity.v1.IdentifyCall;
import dev.sluice.identity.v1.IdentifyRequest;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.RefusedIdentityCall;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Parts the calls that are let in from those that are refused, and counts the latter. */
@Singleton
final class CallIntake {

    private static final int MOST_CALLS = 1_000;

    private final CallMapping mapping;
    private final CallMetrics metrics;

    CallIntake(CallMapping mapping, CallMetrics metrics) {
        this.mapping = mapping;
        this.metrics = metrics;
    }

    Call identify(IdentifyRequest request) {
        var call = IdentifyCall.newBuilder()
                .setAnonymousId(request.getAnonymousId())
                .setIdentity(request.getIdentity())
                .build();
        return counted(CallKind.IDENTIFY.word(), () -> mapping.identify(request.getStamp(), call, ""));
    }

    Call alias(AliasRequest request) {
        var call = AliasCall.newBuilder()
                .setFromIdentity(request.getFromIdentity())
                .setToIdentity(request.getToIdentity())
                .build();
        return counted(CallKind.ALIAS.word(), () -> mapping.alias(request.getStamp(), call, ""));
    }

    Call addProperties(AddUserPropertiesRequest request) {
        var call = AddUserPropertiesCall.newBuilder()
                .setUser(request.getUser())
                .putAllProperties(request.getPropertiesMap())
                .addAllUnset(request.getUnsetList())
                .putAllSetOnce(request.getSetOnceMap())
                .build();
        return counted(CallKind.ADD_USER_PROPERTIES.word(), () -> mapping.addProperties(request.getStamp(), call, ""));
    }

    Batch batch(List<IdentityCall> calls) {
        count("calls", calls.size(), MOST_CALLS);
        var taken = new ArrayList<Call>();
        var refused = new ArrayList<RefusedIdentityCall>();
        for (int index = 0; index < calls.size(); index++) {
            var call = calls.get(index);
            try {
                taken.add(counted(kind(call), () -> mapping.call(call)));
            } catch (Failure.Invalid invalid) {
                refused.add(refused(index, invalid));
            }
        }
        return new Batch(taken, refused);
    }

    private Call counted(String kind, Supplier<Call> reading) {
        try {
            return reading.get();
        } catch (Failure.Invalid invalid) {
            metrics.refused(kind, invalid.reason());
            throw invalid;
        }
    }

    private static String kind(IdentityCall call) {
        return call.getKindCase() == IdentityCall.KindCase.KIND_NOT_SET
                ? "unknown"
                : call.getKindCase().name().toLowerCase(Locale.ROOT);
    }

    private static RefusedIdentityCall refused(int index, Failure.Invalid invalid) {
        return RefusedIdentityCall.newBuilder()
                .setIndex(index)
                .setReason(invalid.reason())
                .setField(invalid.field())
                .setMessage(invalid.getMessage())
                .build();
    }

    /** The calls of one request, each on its side. */
    record Batch(List<Call> taken, List<RefusedIdentityCall> refused) {}
}
