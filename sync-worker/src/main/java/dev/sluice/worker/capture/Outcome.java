package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.Reading;
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

    /** Not taken since another call of its batch is refused. */
    record Withheld(String kind) implements Outcome {}

    static Outcome withheld(Reading reading) {
        return switch (reading) {
            case Reading.Read read -> new Withheld(read.kind());
            case Reading.Refused refused -> new Refused(refused.kind(), refused.refusal());
        };
    }
}
