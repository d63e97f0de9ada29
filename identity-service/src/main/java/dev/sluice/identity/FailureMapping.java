package dev.sluice.identity;

import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Gives whatever a call threw its gRPC status, and logs what is a fault of ours. */
@Singleton
final class FailureMapping implements ExceptionHandlerProvider {

    private static final Logger LOG = Logger.getLogger(FailureMapping.class);

    @Override
    public Throwable transform(Throwable thrown) {
        return status(thrown);
    }

    @Override
    public <Q, A> ExceptionHandler<Q, A> createHandler(
            ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata metadata) {
        return new ExceptionHandler<>(listener, call, metadata) {
            @Override
            protected void handleException(Throwable thrown, ServerCall<Q, A> failed, Metadata ignored) {
                var status = status(thrown);
                failed.close(status.getStatus(), status.getTrailers());
            }
        };
    }

    private static StatusRuntimeException status(Throwable thrown) {
        switch (thrown) {
            case Failure.Unavailable away -> LOG.warnf("database away: %s", away.getCause());
            case Failure _, StatusRuntimeException _ -> {}
            default -> LOG.error("call failed", thrown);
        }
        return GrpcStatuses.toStatus(thrown);
    }
}
