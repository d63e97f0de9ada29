package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.derive.Derivation;
import dev.sluice.worker.capture.identity.IdentityRequests;
import dev.sluice.worker.capture.identity.StampedCall;
import dev.sluice.worker.eventlog.NewMessage;
import dev.sluice.worker.eventlog.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The calls of one batch as messages, in the order of the batch. What they were read from is no part of it, so that it need
 * not be held in memory while the messages wait for their commit.
 *
 * @param outcomes of all items of the batch, if no message turns out to be a repeated one
 */
record Delivery(List<NewMessage> messages, List<Outcome> outcomes) {

    static Delivery of(String environment, List<Reading> readings, Instant receivedAt, Derivation derivation) {
        var messages = new ArrayList<NewMessage>();
        var outcomes = new ArrayList<Outcome>();
        for (var reading : readings) {
            switch (reading) {
                case Reading.Refused refused -> outcomes.add(new Outcome.Refused(refused.kind(), refused.refusal()));
                case Reading.Read read -> {
                    messages.add(message(environment, read.call(), receivedAt, derivation));
                    outcomes.add(new Outcome.Accepted(read.kind()));
                }
            }
        }
        return new Delivery(messages, outcomes);
    }

    boolean queuesCalls() {
        return messages.stream().anyMatch(NewMessage::isForIdentity);
    }

    /** @param receipts of the messages, in their order */
    List<Outcome> outcomes(List<Receipt> receipts) {
        var left = receipts.iterator();
        return outcomes.stream()
                .map(outcome -> outcome instanceof Outcome.Accepted(var kind) && left.next() == Receipt.REPEATED
                        ? new Outcome.Repeated(kind)
                        : outcome)
                .toList();
    }

    private static NewMessage message(
            String environment, CapturedCall call, Instant receivedAt, Derivation derivation) {
        var said = call.header().messageId();
        var messageId = said == null ? receivedAt.toEpochMilli() + "-" + UUID.randomUUID() : said;
        return switch (call) {
            case CapturedCall.Event event ->
                NewMessage.event(environment, messageId, receivedAt, derivation.occurrence(event, receivedAt));
            case CapturedCall.Identity identity -> {
                var time = Derivation.time(call.header(), receivedAt);
                var queued = IdentityRequests.of(new StampedCall(identity, messageId, time));
                yield NewMessage.identity(environment, messageId, receivedAt, queued);
            }
        };
    }
}
