package dev.sluice.access;

import dev.sluice.access.v1.Role;
import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** Lets a call through to its endpoint where its caller may make it; the one place in which that is decided. */
@GlobalInterceptor
@ApplicationScoped
public class AccessControl implements ServerInterceptor {

    private final Tokens tokens;
    private final ProviderTokens providerTokens;
    private final Exposure exposure;

    AccessControl(Tokens tokens, ProviderTokens providerTokens, Exposure exposure) {
        this.tokens = tokens;
        this.providerTokens = providerTokens;
        this.exposure = exposure;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            var caller = admitted(call.getMethodDescriptor(), headers);
            var context = caller.map(each -> new AdmittedCall(
                                    each.name(), call.getMethodDescriptor().getFullMethodName())
                            .context())
                    .orElseGet(Context::current);
            return Contexts.interceptCall(context, call, headers, next);
        } catch (Failure refused) {
            var status = GrpcStatuses.toStatus(refused);
            call.close(status.getStatus(), status.getTrailers());
            return new ServerCall.Listener<>() {};
        }
    }

    private Optional<Caller> admitted(MethodDescriptor<?, ?> method, Metadata headers) {
        var needed = NeededRole.of(method);
        if (needed == Role.ROLE_WRITE_KEY) {
            return Optional.empty();
        }
        var caller = caller(headers);
        if (!caller.role().mayCall(needed)) {
            throw new Failure.Forbidden("%s is for the role %s, and this token's is %s"
                    .formatted(
                            method.getBareMethodName(),
                            shown(needed.name()),
                            shown(caller.role().name())));
        }
        return Optional.of(caller);
    }

    private Caller caller(Metadata headers) {
        if (exposure.isOpen()) {
            return Caller.ANYBODY;
        }
        return BearerToken.of(headers)
                .flatMap(token -> tokens.bearer(token).or(() -> providerTokens.bearer(token)))
                .orElseThrow(() -> new Failure.Unauthenticated(
                        ErrorReason.ERROR_REASON_TOKEN_UNKNOWN,
                        "a token is needed that this service knows: authorization: Bearer <token>"));
    }

    private static String shown(String role) {
        return role.replace("ROLE_", "").toLowerCase(Locale.ROOT);
    }
}
