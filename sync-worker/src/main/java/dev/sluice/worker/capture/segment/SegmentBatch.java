package dev.sluice.worker.capture.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.http.Origin;
import dev.sluice.worker.capture.json.JsonObject;
import java.util.List;

/** Reads the calls of a Segment batch. */
final class SegmentBatch {

    private final JsonObject context;
    private final Origin origin;
    private final boolean mayHoldLargeCalls;

    private SegmentBatch(JsonObject context, Origin origin, boolean mayHoldLargeCalls) {
        this.context = context;
        this.origin = origin;
        this.mayHoldLargeCalls = mayHoldLargeCalls;
    }

    static List<Reading> read(JsonObject body, Origin origin) {
        try {
            var items = body.array("batch");
            var batch = new SegmentBatch(body.object("context"), origin, body.bytes() > CaptureLimits.CALL_BYTES);
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
        return SegmentCalls.read(call.withDefaults("context", context), call.text("type"), origin);
    }
}
