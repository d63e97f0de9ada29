package dev.sluice.worker.capture.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.json.JsonObject;
import java.util.List;

/** Reads the calls of a Segment batch. */
final class SegmentBatch {

    private final JsonObject context;
    private final String remoteAddress;
    private final boolean mayHoldLargeCalls;

    private SegmentBatch(JsonObject context, String remoteAddress, boolean mayHoldLargeCalls) {
        this.context = context;
        this.remoteAddress = remoteAddress;
        this.mayHoldLargeCalls = mayHoldLargeCalls;
    }

    static List<Reading> read(JsonObject body, String remoteAddress) {
        try {
            var items = body.array("batch");
            var batch =
                    new SegmentBatch(body.object("context"), remoteAddress, body.bytes() > CaptureLimits.CALL_BYTES);
            return items.stream()
                    .map(item -> Reading.of(() -> batch.call(item)))
                    .toList();
        } catch (CallRefused refused) {
            throw refused.asFailure();
        }
    }

    private CapturedCall call(JsonNode item) {
        var call = JsonObject.item(item);
        if (mayHoldLargeCalls) {
            CaptureLimits.checkCall(call.bytes());
        }
        return SegmentCalls.read(call.withDefaults("context", context), call.text("type"), remoteAddress);
    }
}
