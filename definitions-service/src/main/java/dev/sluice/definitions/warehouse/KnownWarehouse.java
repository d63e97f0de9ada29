package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.environment.KnownEnvironment;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.wire.Timestamps;

/** A warehouse that is there, with the id by which selections refer to it. */
public record KnownWarehouse(long id, Warehouse message) {

    static KnownWarehouse of(WarehouseRow row, KnownEnvironment environment) {
        var warehouse = Warehouse.newBuilder()
                .setEnvironment(environment.name())
                .setName(row.name)
                .setCreatedAt(Timestamps.of(row.createdAt));
        return new KnownWarehouse(
                row.id, TargetMessages.show(row.target(), warehouse).build());
    }
}
