package dev.sluice.worker.failures;

import dev.sluice.errors.GrpcStatuses;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers gRPC calls that failed, with the status and reason of the failure. */
@ApplicationScoped
class GrpcFailures implements ExceptionHandlerProvider {

    @Override
    public <Q, A> ExceptionHandler<Q, A> createHandler(
            ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata metadata) {
        return new Closing<>(listener, call, metadata);
    }

    @Override
    public Throwable transform(Throwable thrown) {
        return status(thrown);
    }

    private static StatusRuntimeException status(Throwable thrown) {
        if (thrown instanceof StatusRuntimeException status) {
            return GrpcStatuses.toStatus(status);
        }
        if (thrown instanceof StatusException status) {
            return status.getStatus().asRuntimeException(status.getTrailers());
        }
        var failure = KnownFailures.of(thrown);
        if (failure.isEmpty()) {
            KnownFailures.logFault(thrown);
        }
        return GrpcStatuses.toStatus(failure.<Throwable>map(known -> known).orElse(thrown));
    }

    private static final class Closing<Q, A> extends ExceptionHandler<Q, A> {

        Closing(ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata metadata) {
            super(listener, call, metadata);
        }

        @Override
        protected void handleException(Throwable thrown, ServerCall<Q, A> call, Metadata metadata) {
            var status = status(thrown);
            call.close(status.getStatus(), status.getTrailers() == null ? new Metadata() : status.getTrailers());
        }
    }
}
