package dev.sluice.worker.warehouse.snowflake;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends a property after some histories where each takes dozens of round trips for every run. */
final class FewTries implements AroundTryHook {

    private static final int TRIES = Integer.getInteger("sluice.law.tries", 2);

    /** To the properties of the class that has it. */
    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor history, List<Object> parameters) {
        var tries = Store.getOrCreate(FewTries.class, Lifespan.PROPERTY, AtomicInteger::new);
        return tries.get().getAndIncrement() < TRIES ? history.execute(parameters) : TryExecutionResult.satisfied(true);
    }
}
