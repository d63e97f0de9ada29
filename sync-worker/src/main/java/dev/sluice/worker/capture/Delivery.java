package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Refusal;
import dev.sluice.worker.capture.derive.Derivation;
import dev.sluice.worker.capture.identity.StampedCall;
import dev.sluice.worker.eventlog.NewMessage;
import dev.sluice.worker.eventlog.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One batch on its way to identity-service and the event log.
 *
 * @param messages by their place in the batch; also those of identity calls, so that their repetition is known
 */
record Delivery(SortedMap<Integer, NewMessage> messages, List<StampedCall> identityCalls) {

    static Delivery of(String environment, List<Reading> readings, Instant receivedAt, Derivation derivation) {
        var delivery = new Delivery(new TreeMap<>(), new ArrayList<>());
        for (int place = 0; place < readings.size(); place++) {
            if (readings.get(place) instanceof Reading.Read(CapturedCall call)) {
                delivery.add(place, call, environment, receivedAt, derivation);
            }
        }
        return delivery;
    }

    Delivery without(Set<Integer> places) {
        var rest = new TreeMap<>(messages);
        rest.keySet().removeAll(places);
        return new Delivery(rest, identityCalls);
    }

    /** @param receipts of the messages, in order of their places */
    List<Outcome> outcomes(List<Reading> readings, Map<Integer, Refusal> refusals, List<Receipt> receipts) {
        var received = new TreeMap<Integer, Receipt>();
        messages.keySet().forEach(place -> received.put(place, receipts.get(received.size())));
        return IntStream.range(0, readings.size())
                .mapToObj(place -> outcome(readings.get(place), refusals.get(place), received.get(place)))
                .toList();
    }

    private void add(int place, CapturedCall call, String environment, Instant receivedAt, Derivation derivation) {
        var said = call.header().messageId();
        var messageId = said == null ? UUID.randomUUID().toString() : said;
        switch (call) {
            case CapturedCall.Event event ->
                messages.put(
                        place,
                        new NewMessage(environment, messageId, receivedAt, derivation.occurrence(event, receivedAt)));
            case CapturedCall.Identity identity -> {
                messages.put(place, new NewMessage(environment, messageId, receivedAt, null));
                var time = Derivation.time(call.header(), receivedAt);
                identityCalls.add(new StampedCall(place, identity, messageId, time));
            }
        }
    }

    private static Outcome outcome(Reading reading, Refusal refusal, Receipt receipt) {
        return switch (reading) {
            case Reading.Refused refused -> new Outcome.Refused(refused.kind(), refused.refusal());
            case Reading.Read read when refusal != null -> new Outcome.Refused(read.kind(), refusal);
            case Reading.Read read when receipt == Receipt.REPEATED -> new Outcome.Repeated(read.kind());
            case Reading.Read read -> new Outcome.Accepted(read.kind());
        };
    }
}
