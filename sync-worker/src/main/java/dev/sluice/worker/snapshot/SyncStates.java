package dev.sluice.worker.snapshot;

import dev.sluice.worker.plan.SyncState;

/** Turns the contract's states of tables into ours. */
final class SyncStates {

    private SyncStates() {}

    static SyncState of(dev.sluice.definitions.v1.SyncState state) {
        return switch (state) {
            case SYNC_STATE_SYNCED -> SyncState.SYNCED;
            case SYNC_STATE_FROZEN -> SyncState.FROZEN;
            case SYNC_STATE_ARCHIVED -> SyncState.ARCHIVED;
            case SYNC_STATE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException("a table without a state");
        };
    }
}
