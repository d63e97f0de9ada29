package dev.sluice.worker.capture.heap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.CaptureReport;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Refusal;
import dev.sluice.worker.capture.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The body of one post to Heap's server API: one call, or a list of them in a field.
 *
 * @param kind of each of its calls
 */
record HeapPost(JsonObject body, HeapCall kind) {

    private static final String PATH = "postBody";

    String writeKey() {
        try {
            return body.text("app_id");
        } catch (CallRefused refused) {
            throw failure(refused.refusal(), "");
        }
    }

    List<Reading> calls() {
        var items = isBulk() ? items() : List.<JsonNode>of(body.node());
        return items.stream().map(item -> HeapDoor.reading(kind, item)).toList();
    }

    /** Tells of the calls that are wrong, a line each; the others are taken. */
    void tell(CaptureReport report) {
        var wrong = report.refused().stream().map(this::failure).toList();
        if (wrong.size() == 1) {
            throw wrong.getFirst();
        }
        if (!wrong.isEmpty()) {
            throw new Failure.Invalid(
                    wrong.getFirst().reason(),
                    "",
                    wrong.stream().map(Failure::getMessage).collect(Collectors.joining("\n")));
        }
    }

    private Failure failure(CaptureReport.RefusedCall call) {
        return failure(call.refusal(), isBulk() ? "." + kind.bulk() + "[" + call.index() + "]" : "");
    }

    private List<JsonNode> items() {
        try {
            var items = body.array(kind.bulk());
            if (items.isEmpty() || items.size() > CaptureLimits.BULK_ITEMS) {
                throw new CallRefused(new Refusal(
                        ErrorReason.ERROR_REASON_TOO_LARGE,
                        kind.bulk(),
                        "have 1 to %,d items".formatted(CaptureLimits.BULK_ITEMS)));
            }
            return items;
        } catch (CallRefused refused) {
            throw failure(refused.refusal(), "");
        }
    }

    private boolean isBulk() {
        return body.has(kind.bulk());
    }

    private static Failure failure(Refusal refusal, String place) {
        var field = PATH + place + (refusal.field().isEmpty() ? "" : "." + refusal.field());
        return new Failure.Invalid(refusal.reason(), field, "should " + refusal.rule());
    }
}
