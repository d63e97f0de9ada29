package dev.sluice.worker.capture.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.json.JsonObject;
import java.util.List;

/** Reads the calls of a Segment batch. */
final class SegmentBatch {

    private static final String CONTEXT = "context";

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
            var batch = new SegmentBatch(body.object(CONTEXT), remoteAddress, body.bytes() > CaptureLimits.CALL_BYTES);
            return items.stream().map(batch::reading).toList();
        } catch (CallRefused refused) {
            throw refused.asFailure();
        }
    }

    private Reading reading(JsonNode item) {
        var whole = withContext(item);
        return Reading.of(SegmentDoor.item("", whole, remoteAddress), () -> {
            if (mayHoldLargeCalls) {
                CaptureLimits.checkCall(JsonObject.item(item).bytes());
            }
            return SegmentDoor.call("", whole, remoteAddress);
        });
    }

    /** The item as it would have come alone. */
    private JsonNode withContext(JsonNode item) {
        if (!(item instanceof ObjectNode call)) {
            return item;
        }
        var own = call.path(CONTEXT);
        return own.isObject() || own.isNull() || own.isMissingNode()
                ? new JsonObject(call, "").withDefaults(CONTEXT, context).node()
                : item;
    }
}
