package dev.sluice.worker.eventlog;

/** What became of a message that is now durable. */
public enum Receipt {
    TAKEN,
    /** Its message id was known; nothing changed. */
    REPEATED
}
