package dev.sluice.worker.warehouse;

import dev.sluice.worker.plan.ColumnType;
import java.util.List;

/**
 * Which version of the internal schema a warehouse has. Each release brings up what earlier ones have left, by a script for
 * each version in between, {@code upgrade_2} for instance; it refuses what a later one has left.
 */
public record InternalVersion(Warehouse warehouse) {

    /** Of the script {@code internal_schema}. */
    private static final int CURRENT = 2;

    /** Versions have been written down since there were two. */
    private static final int FIRST = 1;

    /** After the internal schema was made. */
    public void begin() {
        makeTable();
        write();
    }

    /** @throws WarehouseFailure.Unusable when a later release has written to the warehouse */
    public void bringUp() {
        makeTable();
        long version = read();
        if (version > CURRENT) {
            throw new WarehouseFailure.Unusable(
                    "a later release of Sluice has written to this warehouse (its internal schema is of version %d, this release knows %d); update sync-worker"
                            .formatted(version, CURRENT),
                    null);
        }
        if (version < CURRENT) {
            for (long next = version + 1; next <= CURRENT; next++) {
                warehouse.script("upgrade_" + next);
            }
            write();
        }
    }

    private void makeTable() {
        warehouse.execute("CREATE TABLE IF NOT EXISTS %s (version %s)"
                .formatted(table(), warehouse.dialect().type(ColumnType.BIGINT)));
    }

    private long read() {
        var version = new long[1];
        warehouse.query(
                "SELECT coalesce(max(version), %d) FROM %s".formatted(FIRST, table()),
                row -> version[0] = row.number(1));
        return version[0];
    }

    private void write() {
        warehouse.execute("DELETE FROM " + table());
        warehouse.execute("INSERT INTO %s (version) VALUES (?)".formatted(table()), List.of((long) CURRENT));
    }

    private String table() {
        return warehouse.raw("internal_version");
    }
}
