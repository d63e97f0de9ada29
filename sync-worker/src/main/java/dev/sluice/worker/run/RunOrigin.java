package dev.sluice.worker.run;

/** What had a run started. */
public enum RunOrigin {
    /** Somebody's call. */
    REQUEST,
    /** A tick of the warehouse's schedule. */
    SCHEDULE,
    /** An earlier run of the schedule. */
    RETRY,
    /** A process that does one run and exits. */
    JOB,
    /** The deletion of a user. */
    DELETION,
    /** The run that left tables to it. */
    RUN
}
