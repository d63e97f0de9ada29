package dev.sluice.worker.capture.call;

import java.util.function.Supplier;

/** What became of one item that a front door read: a call, or the reason why it is none. */
public sealed interface Reading {

    /** The call's kind as metrics name it. */
    String kind();

    /** What is kept of the item, should it be refused. */
    Received item();

    /** The item is a call. */
    record Read(CapturedCall call, Received item) implements Reading {
        @Override
        public String kind() {
            return call.kind();
        }
    }

    /** The item is not taken. */
    record Refused(String kind, Refusal refusal, Received item) implements Reading {}

    static Reading of(Received item, Supplier<CapturedCall> call) {
        try {
            return new Read(call.get(), item);
        } catch (CallRefused refused) {
            return new Refused("unreadable", refused.refusal(), item);
        }
    }
}
