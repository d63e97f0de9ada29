package dev.sluice.identity.call;

import static dev.sluice.identity.validation.FieldRules.notAfter;
import static dev.sluice.identity.validation.FieldRules.printable;
import static dev.sluice.identity.validation.FieldRules.require;
import static dev.sluice.identity.validation.FieldRules.storable;
import static dev.sluice.identity.validation.FieldRules.storableOrEmpty;
import static dev.sluice.identity.validation.FieldRules.time;
import static dev.sluice.identity.validation.FieldRules.userKey;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.account.AccountKey;
import dev.sluice.identity.v1.AddUserPropertiesCall;
import dev.sluice.identity.v1.AliasCall;
import dev.sluice.identity.v1.CallStamp;
import dev.sluice.identity.v1.IdentifyCall;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.UserKey;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Reads calls from their messages and refuses those that no client in order sends. */
@Singleton
final class CallMapping {

    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_SOURCE = 255;

    private final Placeholders placeholders;
    private final CallConfig config;
    private final InstantSource clock;

    CallMapping(Placeholders placeholders, CallConfig config, InstantSource clock) {
        this.placeholders = placeholders;
        this.config = config;
        this.clock = clock;
    }

    Call call(IdentityCall call) {
        return switch (call.getKindCase()) {
            case IDENTIFY -> identify(call.getStamp(), call.getIdentify(), "identify.");
            case ALIAS -> alias(call.getStamp(), call.getAlias(), "alias.");
            case ADD_USER_PROPERTIES ->
                addProperties(call.getStamp(), call.getAddUserProperties(), "add_user_properties.");
            case KIND_NOT_SET ->
                throw new Failure.Invalid("", "a call must be one of identify, alias, add_user_properties");
        };
    }

    /** @param path what stands before the names of the call's fields in the request */
    Call identify(CallStamp stamp, IdentifyCall call, String path) {
        return new Call.Identify(
                stamp(stamp),
                userKey(path + "anonymous_id", call.getAnonymousId()),
                identity(path + "identity", call.getIdentity()));
    }

    Call alias(CallStamp stamp, AliasCall call, String path) {
        var from = identity(path + "from_identity", call.getFromIdentity());
        var to = identity(path + "to_identity", call.getToIdentity());
        require(!from.equals(to), path + "to_identity", "must differ from from_identity");
        return new Call.Alias(stamp(stamp), from, to);
    }

    Call addProperties(CallStamp stamp, AddUserPropertiesCall call, String path) {
        return new Call.AddProperties(
                stamp(stamp), user(path + "user", call.getUser()), PropertyMapping.changes(path, call));
    }

    private Stamp stamp(CallStamp stamp) {
        var time = time("stamp.time", stamp.hasTime() ? Optional.of(stamp.getTime()) : Optional.empty());
        return new Stamp(
                notAfter(clock.instant().plus(config.latestAhead()), "stamp.time", time),
                storable("stamp.call_id", stamp.getCallId(), LONGEST_KEY),
                storableOrEmpty("stamp.source", stamp.getSource(), LONGEST_SOURCE));
    }

    private AccountKey user(String field, UserKey user) {
        return switch (user.getKindCase()) {
            case ANONYMOUS_ID -> AccountKey.anonymous(userKey(field + ".anonymous_id", user.getAnonymousId()));
            case IDENTITY -> AccountKey.identity(identity(field + ".identity", user.getIdentity()));
            case KIND_NOT_SET -> throw new Failure.Invalid(field, "must be an anonymous_id or an identity");
        };
    }

    private String identity(String field, String identity) {
        printable(field, identity, LONGEST_KEY);
        if (placeholders.contain(identity)) {
            throw new Failure.Invalid(
                    ErrorReason.ERROR_REASON_IDENTITY_REFUSED, field, "is a placeholder, which would merge strangers");
        }
        return identity;
    }
}
