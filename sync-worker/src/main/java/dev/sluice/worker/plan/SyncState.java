package dev.sluice.worker.plan;

/** Whether an event's table moves. */
public enum SyncState {
    /** Filled and kept filled. */
    SYNCED,
    /** Toggled off: the table stays as it is. */
    FROZEN,
    /** Archived: the table stays as it is. */
    ARCHIVED
}
