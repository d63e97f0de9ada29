package dev.sluice.worker.run;

import dev.sluice.worker.warehouse.Warehouse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Passes on what a run asks of a warehouse, and stalls it when all is done but what makes its rows count. */
final class StallingWarehouse {

    private static final Set<String> MAKE_IT_COUNT = Set.of("beginRows", "commit");

    private final Warehouse warehouse;
    private final Runnable meanwhile;
    private boolean stalled;

    private StallingWarehouse(Warehouse warehouse, Runnable meanwhile) {
        this.warehouse = warehouse;
        this.meanwhile = meanwhile;
    }

    /** @param meanwhile what happens while the run stalls, once */
    static Warehouse of(Warehouse warehouse, Runnable meanwhile) {
        var stalling = new StallingWarehouse(warehouse, meanwhile);
        return (Warehouse) Proxy.newProxyInstance(
                Warehouse.class.getClassLoader(),
                new Class<?>[] {Warehouse.class},
                (_, method, arguments) -> stalling.pass(method, arguments));
    }

    private Object pass(Method method, Object... arguments) throws Throwable {
        if (MAKE_IT_COUNT.contains(method.getName()) && !stalled) {
            stalled = true;
            meanwhile.run();
        }
        try {
            return method.invoke(warehouse, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
