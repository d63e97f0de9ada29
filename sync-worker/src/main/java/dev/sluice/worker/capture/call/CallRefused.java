package dev.sluice.worker.capture.call;

import dev.sluice.errors.Failure;

/** Ends the reading or checking of one call that is not taken; the other calls of a batch go on. */
public final class CallRefused extends RuntimeException {

    private final transient Refusal refusal;

    public CallRefused(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    public CallRefused(String field, String rule) {
        this(Refusal.of(field, rule));
    }

    public Refusal refusal() {
        return refusal;
    }

    /** The same for a request that cannot be taken at all. */
    public Failure asFailure() {
        return new Failure.Invalid(
                refusal.reason(),
                refusal.field(),
                refusal.field().isEmpty() ? refusal.message() : "must " + refusal.rule());
    }
}
