package dev.sluice.worker.warehouse;

import dev.sluice.worker.plan.ColumnType;
import java.util.List;

/**
 * Which version of the internal schema a warehouse has. Each release brings up what earlier ones have left, by a script for
 * each version in between; it refuses what a later one has left.
 *
 * @param upgrades names of the scripts, the first from version 1 to 2; the script {@code internal_schema} makes what all of
 *     them lead to
 */
public record InternalVersion(Warehouse warehouse, List<String> upgrades) {

    /** Versions have been written down since there were two. */
    private static final int FIRST = 1;

    public InternalVersion {
        upgrades = List.copyOf(upgrades);
    }

    private int current() {
        return FIRST + upgrades.size();
    }

    /** After the internal schema was made. */
    public void begin() {
        makeTable();
        write();
    }

    /** @throws WarehouseFailure.Unusable when a later release has written to the warehouse */
    public void bringUp() {
        makeTable();
        long version = read();
        if (version > current()) {
            throw new WarehouseFailure.Unusable(
                    "a later release of Sluice has written to this warehouse (its internal schema is of version %d, this release knows %d); update sync-worker"
                            .formatted(version, current()),
                    null);
        }
        if (version < current()) {
            upgrades.subList((int) version - FIRST, upgrades.size()).forEach(warehouse::script);
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
        warehouse.execute("INSERT INTO %s (version) VALUES (?)".formatted(table()), List.of((long) current()));
    }

    private String table() {
        return warehouse.raw("internal_version");
    }
}
