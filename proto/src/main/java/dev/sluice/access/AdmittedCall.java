package dev.sluice.access;

import io.grpc.Context;
import java.util.Optional;

/**
 * The call that is being answered.
 *
 * @param caller the name of the token
 * @param rpc {@code sluice.definitions.v1.WarehousesService/CreateWarehouse}
 */
public record AdmittedCall(String caller, String rpc) {

    private static final Context.Key<AdmittedCall> CURRENT = Context.key("admitted-call");

    /** Empty outside of calls, and for those that need no token. */
    public static Optional<AdmittedCall> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The present context, with this call. */
    Context context() {
        return Context.current().withValue(CURRENT, this);
    }
}
