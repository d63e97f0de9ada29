package dev.sluice.worker.capture.call;

import java.util.function.Supplier;

/** What became of one item that a front door read: a call, or the reason why it is none. */
public sealed interface Reading {

    /** The call's kind as metrics name it. */
    String kind();

    /** The item is a call. */
    record Read(CapturedCall call) implements Reading {
        @Override
        public String kind() {
            return call.kind();
        }
    }

    /** The item is not taken. */
    record Refused(String kind, Refusal refusal) implements Reading {}

    static Reading of(Supplier<CapturedCall> item) {
        try {
            return new Read(item.get());
        } catch (CallRefused refused) {
            return new Refused("unreadable", refused.refusal());
        }
    }
}
