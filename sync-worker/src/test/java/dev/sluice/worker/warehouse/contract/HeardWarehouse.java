package dev.sluice.worker.warehouse.contract;

import dev.sluice.worker.warehouse.Warehouse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Consumer;

/** Passes on what a run asks of a warehouse, and lets somebody hear each statement before it. */
public final class HeardWarehouse {

    private static final Set<String> STATEMENTS = Set.of("execute", "insertIntoMany");

    private HeardWarehouse() {}

    public static Warehouse of(Warehouse warehouse, Consumer<String> hearer) {
        return (Warehouse) Proxy.newProxyInstance(
                Warehouse.class.getClassLoader(), new Class<?>[] {Warehouse.class}, (_, method, arguments) -> {
                    try {
                        if (STATEMENTS.contains(method.getName())) {
                            hearer.accept((String) arguments[0]);
                        }
                        return method.invoke(warehouse, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
