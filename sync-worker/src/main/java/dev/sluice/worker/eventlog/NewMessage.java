package dev.sluice.worker.eventlog;

import dev.sluice.worker.outbox.QueuedCall;
import java.time.Instant;

/** A call that is to be taken once: its message id, and what it stands for. */
public final class NewMessage {

    /** What any message takes in memory beside what it stands for, roughly. */
    private static final int OVERHEAD = 512;

    private final MessageId id;
    private final Instant receivedAt;
    private final Content content;

    private NewMessage(MessageId id, Instant receivedAt, Content content) {
        this.id = id;
        this.receivedAt = receivedAt;
        this.content = content;
    }

    /** Something that happened: it goes to the event log. */
    public static NewMessage event(String environment, String messageId, Instant receivedAt, Occurrence occurrence) {
        var row = UnplacedRow.of(environment, receivedAt, occurrence);
        return new NewMessage(MessageId.of(environment, messageId), receivedAt, new Content.Event(row));
    }

    /** Something for identity-service: it is queued, and its message id kept like any other. */
    public static NewMessage identity(String environment, String messageId, Instant receivedAt, QueuedCall call) {
        return new NewMessage(MessageId.of(environment, messageId), receivedAt, new Content.Identity(call));
    }

    MessageId id() {
        return id;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    Content content() {
        return content;
    }

    public boolean isForIdentity() {
        return content instanceof Content.Identity;
    }

    /** How much memory the message holds while it waits, roughly. */
    long bytes() {
        return OVERHEAD
                + switch (content) {
                    case Content.Event(var row) -> row.length();
                    case Content.Identity(QueuedCall.Calls(var calls)) ->
                        calls.stream()
                                .mapToLong(call -> call.getSerializedSize())
                                .sum();
                    case Content.Identity(QueuedCall.Sighting(var user)) -> user.getSerializedSize();
                };
    }
}
