package dev.sluice.worker.warehouse.contract;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends a property after as many histories as its contract tries on the engine. */
public final class FewTries implements AroundTryHook {

    /** To the properties of the class that has it. */
    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor history, List<Object> parameters) {
        var tries = Store.getOrCreate(FewTries.class, Lifespan.PROPERTY, AtomicInteger::new);
        int most = ((Contract) context.testInstance()).tries(Integer.MAX_VALUE);
        return tries.get().getAndIncrement() < most ? history.execute(parameters) : TryExecutionResult.satisfied(true);
    }
}
