package dev.sluice.worker.verify;

/**
 * Where a relation is not what it should be.
 *
 * @param internal whether it stands in the internal schema
 * @param missing rows that should be there
 * @param surplus rows that should not
 * @param wrong rows that should be there with something else in them
 */
public record TableDifference(String table, boolean internal, long missing, long surplus, long wrong) {

    boolean isAny() {
        return missing + surplus + wrong > 0;
    }
}
