package dev.sluice.rpc;

import io.grpc.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Moves an endpoint's method off the event loop: what it returns is subscribed to on a virtual thread of its own. Failures
 * become statuses here already: what Quarkus maps them with it looks up once for all applications that a JVM ever runs,
 * and the classes of a second one are not those of the first.
 */
@OnVirtualThread
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class OnVirtualThreadInterceptor {

    private static final Executor THREADS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());

    /** What belongs to the call goes along: who makes it. */
    @AroundInvoke
    Object move(InvocationContext call) {
        var threads = Context.current().fixedContextExecutor(THREADS);
        return call.getMethod().getReturnType() == Multi.class
                ? Multi.createFrom()
                        .deferred(() -> this.<Multi<?>>proceed(call))
                        .runSubscriptionOn(threads)
                        .onFailure()
                        .transform(FailureMapping::status)
                : Uni.createFrom()
                        .deferred(() -> this.<Uni<?>>proceed(call))
                        .runSubscriptionOn(threads)
                        .onFailure()
                        .transform(FailureMapping::status);
    }

    @SuppressWarnings("unchecked")
    private <T> T proceed(InvocationContext call) {
        try {
            return (T) call.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
