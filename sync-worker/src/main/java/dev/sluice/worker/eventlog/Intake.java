package dev.sluice.worker.eventlog;

import dev.sluice.worker.quarantine.RefusedCall;
import java.util.List;

/** What one request brings: all of it becomes durable in one commit, or nothing. */
public record Intake(List<NewMessage> messages, List<RefusedCall> refused) {

    public Intake {
        messages = List.copyOf(messages);
        refused = List.copyOf(refused);
    }

    boolean isEmpty() {
        return messages.isEmpty() && refused.isEmpty();
    }

    int size() {
        return messages.size() + refused.size();
    }

    /** How much memory it holds while it waits, roughly. */
    long bytes() {
        return messages.stream().mapToLong(NewMessage::bytes).sum()
                + refused.stream()
                        .mapToLong(call ->
                                call.body() == null ? 0 : 2L * call.body().length())
                        .sum();
    }
}
