package dev.sluice.worker.warehouse.snowflake.standin.faults;

import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;

/** What goes wrong with a statement. */
public sealed interface Fault {

    record Refused(SnowflakeError error) implements Fault {}

    /** The connection ends without an answer; the driver asks again, and gets the answer of what was carried out. */
    record Dropped() implements Fault {}

    /** So do all connections from then on, as if the client's network or the client itself were gone. */
    record Gone() implements Fault {}

    /** Nothing that comes from then on is carried out, but refused at once, as if there were nobody to send it. */
    record Dead() implements Fault {}

    /** The session ends, and its transaction with it. */
    record SessionEnded() implements Fault {}

    /** The statement waits until it is let go. */
    record Held(Gate gate) implements Fault {}
}
