package dev.sluice.rpc;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.KnownFailures;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers gRPC calls that failed with the status and reason of the failure, so that no endpoint has to. */
@ApplicationScoped
class FailureMapping implements ExceptionHandlerProvider {

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

    @Override
    public Throwable transform(Throwable thrown) {
        return status(thrown);
    }

    static StatusRuntimeException status(Throwable thrown) {
        return switch (thrown) {
            case StatusRuntimeException status
            when GrpcStatuses.isOfSluice(status) || GrpcStatuses.isAway(status) -> GrpcStatuses.toStatus(status);
            case StatusException status -> status(status.getStatus().asRuntimeException(status.getTrailers()));
            default ->
                GrpcStatuses.toStatus(
                        KnownFailures.of(thrown).<Throwable>map(known -> known).orElse(thrown));
        };
    }
}
