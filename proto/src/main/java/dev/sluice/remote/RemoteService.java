package dev.sluice.remote;

import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Set;
import java.util.function.Supplier;

/** Another service of Sluice; tells its absence from its answers. */
public record RemoteService(String name) {

    private static final Set<Status.Code> AWAY = Set.of(
            Status.Code.UNAVAILABLE,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.CANCELLED,
            Status.Code.RESOURCE_EXHAUSTED,
            // What a proxy or a server that is stopping answers.
            Status.Code.UNKNOWN);

    /** What the service answers; {@link Failure.Unavailable} where it does not. */
    public <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            if (isAway(e)) {
                throw new Failure.Unavailable(name + " does not answer", e);
            }
            throw e;
        }
    }

    /** A server that stops cuts off streams, which gRPC calls an internal error. */
    private static boolean isAway(StatusRuntimeException thrown) {
        var code = thrown.getStatus().getCode();
        return AWAY.contains(code) || code == Status.Code.INTERNAL && !GrpcStatuses.isOfSluice(thrown);
    }
}
