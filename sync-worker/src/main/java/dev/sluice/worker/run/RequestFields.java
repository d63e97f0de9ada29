package dev.sluice.worker.run;

import dev.sluice.errors.Failure;

/** What requests about warehouses must say. */
final class RequestFields {

    private RequestFields() {}

    static void requireWarehouse(String environment, String warehouse) {
        required("environment", environment);
        required("warehouse", warehouse);
    }

    private static void required(String field, String value) {
        if (value.isBlank()) {
            throw new Failure.Invalid(field, "must be given");
        }
    }
}
