package dev.sluice.local.importing;

/** A line that was not taken, and why. */
public record RefusedLine(long number, String reason) {}
