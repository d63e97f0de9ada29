package dev.sluice.definitions;

import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Gives every failure of a call its status; only faults of ours are logged, with their stack trace. */
@ApplicationScoped
class FailureMapping implements ExceptionHandlerProvider {

    private static final Logger LOG = Logger.getLogger(FailureMapping.class);

    @Override
    public <Q, A> ExceptionHandler<Q, A> createHandler(
            ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata metadata) {
        return new ExceptionHandler<>(listener, call, metadata) {
            @Override
            protected void handleException(Throwable thrown, ServerCall<Q, A> failed, Metadata headers) {
                var status = status(thrown);
                failed.close(status.getStatus(), status.getTrailers());
            }
        };
    }

    @Override
    public Throwable transform(Throwable thrown) {
        return status(thrown);
    }

    private static StatusRuntimeException status(Throwable thrown) {
        if (thrown instanceof Failure || thrown instanceof StatusRuntimeException) {
            return GrpcStatuses.toStatus(thrown);
        }
        if (DatabaseOutage.isBehind(thrown)) {
            LOG.warnf("database does not answer cause=%s", thrown.getClass().getSimpleName());
            return GrpcStatuses.toStatus(new Failure.Unavailable("the definitions database does not answer", thrown));
        }
        LOG.error("call failed", thrown);
        return GrpcStatuses.toStatus(thrown);
    }
}
