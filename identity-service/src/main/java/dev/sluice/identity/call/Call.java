package dev.sluice.identity.call;

import dev.sluice.identity.account.AccountKey;
import dev.sluice.identity.property.PropertyChange;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A call that passed every check and may change who is who. */
sealed interface Call {

    Stamp stamp();

    CallKind kind();

    /** Whom the call is about. */
    AccountKey subject();

    /** Whom the subject is to become, where the call asks for that. */
    Optional<AccountKey> target();

    default CallKey key() {
        return new CallKey(stamp().callId(), kind());
    }

    default Stream<AccountKey> accounts() {
        return Stream.concat(Stream.of(subject()), target().stream());
    }

    /** The anonymous user becomes the identity's user. */
    record Identify(Stamp stamp, String anonymousId, String identity) implements Call {
        @Override
        public CallKind kind() {
            return CallKind.IDENTIFY;
        }

        @Override
        public AccountKey subject() {
            return AccountKey.anonymous(anonymousId);
        }

        @Override
        public Optional<AccountKey> target() {
            return Optional.of(AccountKey.identity(identity));
        }
    }

    /** One identity becomes another. */
    record Alias(Stamp stamp, String fromIdentity, String toIdentity) implements Call {
        @Override
        public CallKind kind() {
            return CallKind.ALIAS;
        }

        @Override
        public AccountKey subject() {
            return AccountKey.identity(fromIdentity);
        }

        @Override
        public Optional<AccountKey> target() {
            return Optional.of(AccountKey.identity(toIdentity));
        }
    }

    /** A user gains property values, or loses some. */
    record AddProperties(Stamp stamp, AccountKey subject, Map<String, PropertyChange> changes) implements Call {
        public AddProperties {
            changes = Map.copyOf(changes);
        }

        @Override
        public CallKind kind() {
            return CallKind.ADD_USER_PROPERTIES;
        }

        @Override
        public Optional<AccountKey> target() {
            return Optional.empty();
        }
    }
}
