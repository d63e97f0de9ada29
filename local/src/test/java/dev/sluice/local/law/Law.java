package dev.sluice.local.law;

/** What must hold after every sync of a history; some laws remember what they saw before. */
interface Law {

    /** @throws AssertionError saying what is wrong */
    void hold(Moment moment);

    /** A run may have written to the tables, or not, and nobody looked at what it found. */
    default void unsure(World world) {}
}
