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

/** Reads single calls of the Segment specification; their kind is their type where they do not tell it themselves. */
@ApplicationScoped
class SegmentDoor implements FrontDoor {

    private static final JsonItem.Fields FIELDS =
            new JsonItem.Fields(List.of("/anonymousId"), List.of("/userId", "/previousId"), "writeKey");

    @Override
    public Door door() {
        return Door.SEGMENT;
    }

    @Override
    public CapturedCall read(String type, String body, Origin origin) {
        var node = RequestBody.kept(body);
        CaptureLimits.checkCall(JsonObject.item(node));
        return call(type, node, origin);
    }

    static Reading reading(String type, JsonNode node, Origin origin) {
        return Reading.of(item(type, node, UnaryOperator.identity(), origin), () -> call(type, node, origin));
    }

    /** @param completion makes of it what would have come, had it come alone */
    static JsonItem item(String type, JsonNode node, UnaryOperator<JsonNode> completion, Origin origin) {
        return new JsonItem(Door.SEGMENT, type, node, completion, origin, FIELDS);
    }

    /** @param type empty where the call tells it */
    static CapturedCall call(String type, JsonNode node, Origin origin) {
        var call = JsonObject.item(node);
        return SegmentCalls.read(call, type.isEmpty() ? call.text("type") : type, origin);
    }
}
