package dev.sluice.worker.role;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers gRPC calls of the other role as a server would that does not have them. */
@GlobalInterceptor
@ApplicationScoped
class ServedCalls implements ServerInterceptor {

    private final RoleConfig config;

    ServedCalls(RoleConfig config) {
        this.config = config;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (config.role().serves(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        call.close(
                Status.UNIMPLEMENTED.withDescription("this worker's role is not to serve "
                        + call.getMethodDescriptor().getServiceName()),
                new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
