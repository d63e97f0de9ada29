package dev.sluice.worker.verify;

import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/**
 * What a warehouse was held against, and where it differs.
 *
 * @param cursors up to where the log and the feeds were taken into account: what readers are shown
 * @param revision of the snapshot that it was held against
 * @param tables relations that were compared
 * @param rows that they should have
 * @param differences none where all is as it should be
 * @param awaiting tables that a run has to bring up to date before they can be held against anything
 */
public record Verification(
        Warehouse.Cursors cursors,
        long revision,
        int tables,
        long rows,
        List<TableDifference> differences,
        List<String> awaiting) {

    public Verification {
        differences = List.copyOf(differences);
        awaiting = List.copyOf(awaiting);
    }

    public boolean isClean() {
        return differences.isEmpty();
    }
}
