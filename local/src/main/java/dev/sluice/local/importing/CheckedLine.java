package dev.sluice.local.importing;

/** What a line of the file turned out to be. */
sealed interface CheckedLine {

    /** Nothing stands in it. */
    record Blank() implements CheckedLine {}

    /** A JSON object that can be sent. */
    record Call(long number, byte[] json) implements CheckedLine {}

    /** Nothing that could be sent. */
    record Refused(RefusedLine line) implements CheckedLine {}
}
