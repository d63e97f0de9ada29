package dev.sluice.worker.eventlog;

import dev.sluice.worker.outbox.QueuedCall;
import java.time.Instant;

/** A call that is to be taken once: its message id, and what it stands for. */
public record NewMessage(String environment, String messageId, Instant receivedAt, Content content) {

    /** What any message takes in memory beside its texts, roughly. */
    private static final int OVERHEAD = 1_024;

    /** How much memory the message holds while it waits, roughly. */
    long bytes() {
        return OVERHEAD
                + switch (content) {
                    case Content.Event(var occurrence) -> occurrence.textBytes();
                    case Content.Identity(QueuedCall.Calls(var calls)) ->
                        calls.stream()
                                .mapToLong(call -> call.getSerializedSize())
                                .sum();
                    case Content.Identity(QueuedCall.Sighting(var user)) -> user.getSerializedSize();
                };
    }
}
