package dev.sluice.worker.warehouse.contract;

import dev.sluice.worker.warehouse.Warehouse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Consumer;

/** Passes on what a run asks of a warehouse, and lets somebody hear of it before. */
public final class HeardWarehouse {

    private static final Set<String> STATEMENTS = Set.of("execute", "insertIntoMany");

    private HeardWarehouse() {}

    /** @param hearer of each statement that is sent by itself, not of queries, scripts and loads */
    public static Warehouse ofStatements(Warehouse warehouse, Consumer<String> hearer) {
        return of(warehouse, STATEMENTS, arguments -> hearer.accept((String) arguments[0]));
    }

    /** @param hearer of these methods, by their arguments, which are null where there are none */
    public static Warehouse of(Warehouse warehouse, Set<String> methods, Consumer<Object[]> hearer) {
        return (Warehouse) Proxy.newProxyInstance(
                Warehouse.class.getClassLoader(), new Class<?>[] {Warehouse.class}, (_, method, arguments) -> {
                    if (methods.contains(method.getName())) {
                        hearer.accept(arguments);
                    }
                    try {
                        return method.invoke(warehouse, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
