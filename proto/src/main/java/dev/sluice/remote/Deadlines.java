package dev.sluice.remote;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * Gives every call to another service a deadline of its own. The deadline that Quarkus offers in its settings is counted
 * from the moment a stub is injected, so a stub that lives as long as its bean would soon be past it.
 *
 * <p>Stubs of work in the background wait for a service that is starting, no longer than this deadline; others fail at once
 * where there is no connection, as somebody waits for the answer.
 */
@GlobalInterceptor
@ApplicationScoped
public class Deadlines implements ClientInterceptor {

    private final RemoteConfig config;

    Deadlines(RemoteConfig config) {
        this.config = config;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return next.newCall(method, options.withDeadlineAfter(config.deadline().toMillis(), TimeUnit.MILLISECONDS));
    }
}
