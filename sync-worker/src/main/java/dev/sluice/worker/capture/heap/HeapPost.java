package dev.sluice.worker.capture.heap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.CaptureReport;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Refusal;
import dev.sluice.worker.capture.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * The body of one post to Heap's server API: one call, or a list of them in a field.
 *
 * @param bulk name of the field that holds a list
 */
record HeapPost(JsonObject body, String bulk) {

    private static final String PATH = "postBody";

    String writeKey() {
        try {
            return body.text("app_id");
        } catch (CallRefused refused) {
            throw failure(refused.refusal(), "");
        }
    }

    List<Reading> calls(Function<JsonObject, CapturedCall> read) {
        if (!isBulk()) {
            return List.of(Reading.of(() -> call(body, read)));
        }
        return items().stream()
                .map(item -> Reading.of(() -> call(JsonObject.item(item), read)))
                .toList();
    }

    /** Refuses the whole post for its first call that is wrong, as Heap does. */
    void refuse(CaptureReport report) {
        if (report.refused().isEmpty()) {
            return;
        }
        var first = report.refused().getFirst();
        throw failure(first.refusal(), isBulk() ? "." + bulk + "[" + first.index() + "]" : "");
    }

    private List<JsonNode> items() {
        try {
            var items = body.array(bulk);
            if (items.isEmpty() || items.size() > CaptureLimits.BULK_ITEMS) {
                throw new CallRefused(new Refusal(
                        ErrorReason.ERROR_REASON_TOO_LARGE,
                        bulk,
                        "have 1 to %,d items".formatted(CaptureLimits.BULK_ITEMS)));
            }
            return items;
        } catch (CallRefused refused) {
            throw failure(refused.refusal(), "");
        }
    }

    private boolean isBulk() {
        return body.has(bulk);
    }

    private static CapturedCall call(JsonObject item, Function<JsonObject, CapturedCall> read) {
        CaptureLimits.checkCall(item.bytes());
        return read.apply(item);
    }

    private static Failure failure(Refusal refusal, String place) {
        var field = PATH + place + (refusal.field().isEmpty() ? "" : "." + refusal.field());
        return new Failure.Invalid(refusal.reason(), field, "should " + refusal.rule());
    }
}
