package dev.sluice.identity.testing;

import dev.sluice.errors.GrpcStatuses;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.function.Consumer;

/** The instances that a client knows: what one of them does not acknowledge, because it is gone, is said to the next. */
public record Instances(List<IdentityClient> inTurn) {

    public static Instances of(IdentityClient... inTurn) {
        return new Instances(List.of(inTurn));
    }

    public void tell(Consumer<IdentityClient> request) {
        tell(request, 0);
    }

    private void tell(Consumer<IdentityClient> request, int instance) {
        try {
            request.accept(inTurn.get(instance));
        } catch (StatusRuntimeException e) {
            if (!GrpcStatuses.isAway(e) || instance + 1 == inTurn.size()) {
                throw e;
            }
            tell(request, instance + 1);
        }
    }
}
