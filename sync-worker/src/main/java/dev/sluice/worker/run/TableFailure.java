package dev.sluice.worker.run;

import dev.sluice.errors.v1.ErrorReason;

/**
 * Why a run leaves a table out.
 *
 * @param fingerprint of what the table should be made from
 * @param message what went wrong and what to do about it
 */
record TableFailure(String table, String fingerprint, Kind kind, String message) {

    enum Kind {
        /** Something that no run made has the table's name; seen at a glance, so looked for by every run. */
        NAME_TAKEN,
        /** A change of the table was refused. */
        CHANGE_REFUSED
    }

    ErrorReason reason() {
        return ErrorReason.ERROR_REASON_WAREHOUSE_UNUSABLE;
    }
}
