package dev.sluice.worker.plan;

/** What a change means for those who use the warehouse; named as in the contract, and stable. */
public enum ReviewCode {
    CREATES_TABLE,
    REBUILDS_TABLE,
    FILLS_BESIDE,
    ADDS_COLUMN,
    WIDENS_COLUMN,
    DROPS_COLUMN,
    REWRITES_ROWS,
    APPENDS_ROWS,
    DELETES_ROWS,
    FREEZES_TABLE,
    LEAVES_GAP,
    CHANGES_ALL_EVENTS,
    LEAVES_TABLE_OUT
}
