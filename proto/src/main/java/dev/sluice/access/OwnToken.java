package dev.sluice.access;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Sends this service's token with each call to another. One that is refused is a mistake in the settings, of which our own
 * callers must not hear as if it were theirs: the other service counts as away, and the log says why.
 */
@GlobalInterceptor
@ApplicationScoped
public class OwnToken implements ClientInterceptor {

    private static final Logger LOG = Logger.getLogger(OwnToken.class);

    private static final Set<ErrorReason> REFUSALS =
            Set.of(ErrorReason.ERROR_REASON_TOKEN_UNKNOWN, ErrorReason.ERROR_REASON_ROLE_INSUFFICIENT);

    private final Optional<Metadata> headers;

    OwnToken(AccessConfig config) {
        headers = config.token().map(BearerToken::with);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata sent) {
                headers.ifPresent(sent::merge);
                super.start(new Answer<>(listener, method), sent);
            }
        };
    }

    private static final class Answer<A> extends SimpleForwardingClientCallListener<A> {

        private final MethodDescriptor<?, A> method;

        Answer(ClientCall.Listener<A> listener, MethodDescriptor<?, A> method) {
            super(listener);
            this.method = method;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (!isOfToken(status, trailers)) {
                super.onClose(status, trailers);
                return;
            }
            LOG.errorf(
                    "A service refuses the token of this one, sluice.access.token: rpc=%s cause=%s",
                    method.getFullMethodName(), status.getDescription());
            super.onClose(Status.UNAVAILABLE.withDescription("this service's token is refused"), new Metadata());
        }

        private static boolean isOfToken(Status status, Metadata trailers) {
            return switch (status.getCode()) {
                case UNAUTHENTICATED, PERMISSION_DENIED ->
                    REFUSALS.contains(GrpcStatuses.reason(status.asRuntimeException(trailers)));
                default -> false;
            };
        }
    }
}
