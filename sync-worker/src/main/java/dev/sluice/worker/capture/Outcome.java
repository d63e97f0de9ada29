package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.Refusal;

/** What became of one call. */
sealed interface Outcome {

    /** The call's kind as metrics name it. */
    String kind();

    /** Durable now. */
    record Accepted(String kind) implements Outcome {}

    /** Durable before. */
    record Repeated(String kind) implements Outcome {}

    /** Not taken, and never will be as it is. */
    record Refused(String kind, Refusal refusal) implements Outcome {}
}
