package dev.sluice.worker.capture.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.FrontDoor;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.json.JsonItem;
import dev.sluice.worker.capture.json.JsonObject;
import dev.sluice.worker.capture.json.RequestBody;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads single calls of the Segment specification. */
@ApplicationScoped
class SegmentDoor implements FrontDoor {

    private static final JsonItem.Fields FIELDS =
            new JsonItem.Fields(List.of("/anonymousId"), List.of("/userId", "/previousId"), "writeKey");

    @Override
    public Door door() {
        return Door.SEGMENT;
    }

    @Override
    public CapturedCall read(String kind, String body, Origin origin) {
        var node = RequestBody.kept(body);
        CaptureLimits.checkCall(JsonObject.item(node));
        return call(SegmentKind.of(kind), node, origin);
    }

    static Reading reading(SegmentKind kind, JsonNode node, Origin origin) {
        return Reading.of(item(kind, node, UnaryOperator.identity(), origin), () -> call(kind, node, origin));
    }

    /** @param completion makes of it what would have come, had it come alone */
    static JsonItem item(SegmentKind kind, JsonNode node, UnaryOperator<JsonNode> completion, Origin origin) {
        return new JsonItem(Door.SEGMENT, kind.said(), node, completion, origin, FIELDS);
    }

    static CapturedCall call(SegmentKind kind, JsonNode node, Origin origin) {
        var item = JsonObject.item(node);
        var type = kind.type().isEmpty() ? item.text("type") : kind.type();
        var call = SegmentCalls.read(item, type, origin);
        return call.under(call.header().at(kind.clock().corrected(call.header().time())));
    }
}
