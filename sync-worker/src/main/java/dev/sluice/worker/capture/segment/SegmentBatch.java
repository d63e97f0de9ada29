package dev.sluice.worker.capture.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.json.JsonObject;
import dev.sluice.worker.quarantine.Origin;
import java.time.Instant;
import java.util.List;

/** Reads the calls of a Segment batch. */
final class SegmentBatch {

    private static final String CONTEXT = "context";

    private final JsonObject context;
    private final SegmentKind kind;
    private final Origin origin;

    private SegmentBatch(JsonObject context, SegmentKind kind, Origin origin) {
        this.context = context;
        this.kind = kind;
        this.origin = origin;
    }

    static List<Reading> read(JsonObject body, Origin origin, Instant now) {
        try {
            var items = body.array("batch");
            var batch = new SegmentBatch(body.object(CONTEXT), SegmentKind.of("", body, now), origin);
            return items.stream().map(batch::reading).toList();
        } catch (CallRefused refused) {
            throw refused.asFailure();
        }
    }

    private Reading reading(JsonNode item) {
        return Reading.of(SegmentDoor.item(kind, item, this::withContext, origin), () -> {
            CaptureLimits.checkCall(JsonObject.item(item));
            return SegmentDoor.call(kind, withContext(item), origin);
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
