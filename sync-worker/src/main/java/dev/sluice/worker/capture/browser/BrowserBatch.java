package dev.sluice.worker.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.CallHeader;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Refusal;
import dev.sluice.worker.capture.call.TextRules;
import dev.sluice.worker.capture.contract.CallReader;
import dev.sluice.worker.capture.http.Origin;
import dev.sluice.worker.capture.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Reads the calls of one request, each by itself: a bad one does not lose its neighbours. */
final class BrowserBatch {

    private static final JsonFormat.Parser JSON = JsonFormat.parser();
    private static final int LONGEST_EXPLANATION = 255;

    private final Origin origin;
    private final SenderClock clock;

    private BrowserBatch(Origin origin, SenderClock clock) {
        this.origin = origin;
        this.clock = clock;
    }

    static List<Reading> read(JsonObject body, Origin origin, Instant now) {
        try {
            var batch = new BrowserBatch(origin, SenderClock.read(body.time("sentAt"), now));
            return items(body).stream()
                    .map(item -> Reading.of(() -> batch.call(item)))
                    .toList();
        } catch (CallRefused refused) {
            throw refused.asFailure();
        }
    }

    private static List<JsonNode> items(JsonObject body) {
        var items = body.array("calls");
        if (items.isEmpty() || items.size() > CaptureLimits.BULK_ITEMS) {
            throw body.refused("calls", "have 1 to %,d entries".formatted(CaptureLimits.BULK_ITEMS));
        }
        return items;
    }

    private CapturedCall call(JsonNode item) {
        return CallReader.read(
                parsed(item),
                header -> new CallHeader(
                        header.messageId(),
                        clock.corrected(header.time()),
                        header.anonymousId(),
                        header.identity(),
                        origin.complete(header.context())));
    }

    private static dev.sluice.capture.v1.CapturedCall parsed(JsonNode item) {
        var call = dev.sluice.capture.v1.CapturedCall.newBuilder();
        try {
            JSON.merge(item.toString(), call);
            return call.build();
        } catch (InvalidProtocolBufferException e) {
            throw new CallRefused(new Refusal(
                    ErrorReason.ERROR_REASON_BODY_MALFORMED,
                    "",
                    "be a sluice.capture.v1.CapturedCall in JSON: "
                            + TextRules.cut(e.getMessage(), LONGEST_EXPLANATION)));
        }
    }
}
