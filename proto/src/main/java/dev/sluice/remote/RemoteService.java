package dev.sluice.remote;

import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import io.grpc.StatusRuntimeException;
import java.util.function.Supplier;

/** Another service of Sluice; tells its absence from its answers. */
public record RemoteService(String name) {

    /** What the service answers; {@link Failure.Unavailable} where it does not. */
    public <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            if (GrpcStatuses.isAway(e)) {
                throw new Failure.Unavailable(name + " does not answer", e);
            }
            throw e;
        }
    }
}
