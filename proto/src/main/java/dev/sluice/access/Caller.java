package dev.sluice.access;

import io.grpc.Context;
import java.util.Optional;

/**
 * Who makes the call that is being answered.
 *
 * @param name of the token
 */
public record Caller(String name, Role role) {

    /** Where no tokens are set, anybody may do everything. */
    static final Caller ANYBODY = new Caller("anybody", Role.OPERATOR);

    private static final Context.Key<Caller> CURRENT = Context.key("caller");

    /** Empty outside of calls, and for those that need no token. */
    public static Optional<Caller> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    Context in(Context context) {
        return context.withValue(CURRENT, this);
    }
}
