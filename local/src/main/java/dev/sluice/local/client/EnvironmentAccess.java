package dev.sluice.local.client;

import java.nio.file.Path;

/**
 * What one needs to send calls to an environment and to read its warehouse.
 *
 * @param writeKey null where only services are asked
 * @param warehouseFile null where only services are asked
 */
public record EnvironmentAccess(String environment, String writeKey, String warehouse, Path warehouseFile) {

    /** To ask services about it, and no more. */
    public static EnvironmentAccess byServices(String environment, String warehouse) {
        return new EnvironmentAccess(environment, null, warehouse, null);
    }
}
