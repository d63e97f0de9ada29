package dev.sluice.worker.segment;

/** Counts how many of several conditions are true, unknown and false at a time. */
final class Tally {

    private final int[] counts = new int[Truth.values().length];

    void add(Truth truth) {
        counts[truth.ordinal()]++;
    }

    void move(Truth from, Truth to) {
        counts[from.ordinal()]--;
        counts[to.ordinal()]++;
    }

    Truth allOf() {
        return any(Truth.FALSE) ? Truth.FALSE : any(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.TRUE;
    }

    Truth anyOf() {
        return any(Truth.TRUE) ? Truth.TRUE : any(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.FALSE;
    }

    private boolean any(Truth truth) {
        return counts[truth.ordinal()] > 0;
    }
}
