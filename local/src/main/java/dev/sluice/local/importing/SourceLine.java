package dev.sluice.local.importing;

/** One line of a file, as its bytes; a line longer than any call may be is cut. */
record SourceLine(long number, byte[] bytes, boolean cut) {}
