package dev.sluice.worker.tagging;

/** Raw events that landed after one log position and up to another. */
public record Positions(long after, long until) {

    boolean isEmpty() {
        return until <= after;
    }

    /** A condition on rows called {@code r}. */
    public String condition() {
        return "r.position > %d AND r.position <= %d".formatted(after, until);
    }
}
