package dev.sluice.worker.outbox;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.RefusedIdentityCall;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.Origin;
import dev.sluice.worker.quarantine.RefusedCall;
import dev.sluice.worker.quarantine.UserKeys;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Says a call that identity-service refused in the words of the quarantine, and reads it from there. */
public final class RefusedIdentityCalls {

    private RefusedIdentityCalls() {}

    static RefusedCall refused(String environment, IdentityCall call, RefusedIdentityCall refusal) {
        return new RefusedCall(
                environment,
                Instant.now(),
                Door.IDENTITY,
                call.getKindCase().name().toLowerCase(Locale.ROOT),
                json(call),
                Origin.UNTOLD,
                refusal.getReason(),
                refusal.getField(),
                refusal.getMessage(),
                userKeys(call));
    }

    public static QueuedCall.Calls read(String body) {
        var call = IdentityCall.newBuilder();
        try {
            JsonFormat.parser().merge(body, call);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a refused call is not what was written", e);
        }
        return new QueuedCall.Calls(List.of(call.build()));
    }

    private static String json(IdentityCall call) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(call);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("every call can be said in JSON", e);
        }
    }

    private static List<String> userKeys(IdentityCall call) {
        return switch (call.getKindCase()) {
            case IDENTIFY ->
                List.of(
                        UserKeys.anonymous(call.getIdentify().getAnonymousId()),
                        UserKeys.identity(call.getIdentify().getIdentity()));
            case ALIAS ->
                List.of(
                        UserKeys.identity(call.getAlias().getFromIdentity()),
                        UserKeys.identity(call.getAlias().getToIdentity()));
            case ADD_USER_PROPERTIES -> List.of(key(call.getAddUserProperties().getUser()));
            case KIND_NOT_SET -> List.of();
        };
    }

    private static String key(UserKey user) {
        return user.hasIdentity() ? UserKeys.identity(user.getIdentity()) : UserKeys.anonymous(user.getAnonymousId());
    }
}
