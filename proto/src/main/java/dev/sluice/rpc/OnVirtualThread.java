package dev.sluice.rpc;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the methods of a gRPC endpoint on a virtual thread each, so that they may block.
 *
 * <p>Quarkus has an annotation for this, which in version 3.33 loses calls now and then: it holds back the start of a
 * call while the call's message and its end arrive, and may replay them in the wrong order.
 *
 * @see <a href="https://github.com/quarkusio/quarkus/pull/54084">Quarkus 54084</a>
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface OnVirtualThread {}
