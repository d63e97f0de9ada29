package dev.sluice.worker.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.http.SenderClock;
import dev.sluice.worker.capture.json.JsonObject;
import dev.sluice.worker.quarantine.Origin;
import java.time.Instant;
import java.util.List;

/** Reads the calls of one request, each by itself: a bad one does not lose its neighbours. */
final class BrowserBatch {

    private BrowserBatch() {}

    static List<Reading> read(JsonObject body, Origin origin, Instant now) {
        try {
            var clock = SenderClock.read(body.time("sentAt"), now);
            return items(body).stream()
                    .map(item -> BrowserDoor.reading(item, clock, origin))
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
}
