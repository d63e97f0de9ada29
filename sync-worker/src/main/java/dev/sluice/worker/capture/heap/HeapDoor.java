package dev.sluice.worker.capture.heap;

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

/** Reads single calls of Heap's server API; their kind is the path that they were posted to. */
@ApplicationScoped
class HeapDoor implements FrontDoor {

    private static final JsonItem.Fields FIELDS =
            new JsonItem.Fields(List.of("/user_id"), List.of("/identity"), "app_id");

    @Override
    public Door door() {
        return Door.HEAP;
    }

    @Override
    public CapturedCall read(String kind, String body, Origin origin) {
        return call(HeapCall.of(kind), RequestBody.kept(body));
    }

    /** @param node the body of one call, or an item of a bulk */
    static Reading reading(HeapCall kind, JsonNode node) {
        return Reading.of(
                new JsonItem(Door.HEAP, kind.path(), node, UnaryOperator.identity(), Origin.UNTOLD, FIELDS),
                () -> call(kind, node));
    }

    private static CapturedCall call(HeapCall kind, JsonNode node) {
        var call = JsonObject.item(node);
        CaptureLimits.checkCall(call);
        return kind.read(call);
    }
}
