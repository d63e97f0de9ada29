package dev.sluice.identity.call;

import dev.sluice.errors.v1.ErrorReason;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts calls by what became of them. A call counts as a conflict if it lost when it came. */
@Singleton
final class CallMetrics {

    private final MeterRegistry meters;

    CallMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void answered(CallKind kind, Answer.Outcome outcome) {
        count(kind.word(), outcome.name().toLowerCase(Locale.ROOT));
    }

    /** @param kind {@code unknown} where the call does not say */
    void refused(String kind, ErrorReason reason) {
        count(kind, "refused");
        if (reason == ErrorReason.ERROR_REASON_IDENTITY_REFUSED) {
            meters.counter("sluice.identity.placeholders.refused").increment();
        }
    }

    private void count(String kind, String outcome) {
        meters.counter("sluice.identity.calls", "kind", kind, "outcome", outcome)
                .increment();
    }
}
