package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.derive.Derivation;
import dev.sluice.worker.capture.identity.IdentityRequests;
import dev.sluice.worker.capture.identity.StampedCall;
import dev.sluice.worker.eventlog.Content;
import dev.sluice.worker.eventlog.NewMessage;
import dev.sluice.worker.eventlog.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The calls of one batch as messages, in the order of the batch. */
record Delivery(List<NewMessage> messages) {

    static Delivery of(String environment, List<Reading> readings, Instant receivedAt, Derivation derivation) {
        return new Delivery(readings.stream()
                .filter(Reading.Read.class::isInstance)
                .map(Reading.Read.class::cast)
                .map(read -> message(environment, read.call(), receivedAt, derivation))
                .toList());
    }

    boolean queuesCalls() {
        return messages.stream().anyMatch(message -> message.content() instanceof Content.Identity);
    }

    /** @param receipts of the messages, in their order */
    List<Outcome> outcomes(List<Reading> readings, List<Receipt> receipts) {
        var left = receipts.iterator();
        var outcomes = new ArrayList<Outcome>();
        for (var reading : readings) {
            outcomes.add(
                    switch (reading) {
                        case Reading.Refused refused -> new Outcome.Refused(refused.kind(), refused.refusal());
                        case Reading.Read read -> outcome(read, left.next());
                    });
        }
        return outcomes;
    }

    private static Outcome outcome(Reading.Read read, Receipt receipt) {
        return switch (receipt) {
            case TAKEN -> new Outcome.Accepted(read.kind());
            case REPEATED -> new Outcome.Repeated(read.kind());
        };
    }

    private static NewMessage message(
            String environment, CapturedCall call, Instant receivedAt, Derivation derivation) {
        var said = call.header().messageId();
        var messageId = said == null ? UUID.randomUUID().toString() : said;
        var content = switch (call) {
            case CapturedCall.Event event -> new Content.Event(derivation.occurrence(event, receivedAt));
            case CapturedCall.Identity identity -> {
                var time = Derivation.time(call.header(), receivedAt);
                yield new Content.Identity(IdentityRequests.of(new StampedCall(identity, messageId, time)));
            }
        };
        return new NewMessage(environment, messageId, receivedAt, content);
    }
}
