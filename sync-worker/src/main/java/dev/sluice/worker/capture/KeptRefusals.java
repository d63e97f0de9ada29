package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Received;
import dev.sluice.worker.quarantine.QuarantineConfig;
import dev.sluice.worker.quarantine.RefusedCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what is kept of the items of a batch that are refused. As much as a right batch can bring: a small one of many
 * tiny items must not have its context written to the database with each.
 */
@ApplicationScoped
class KeptRefusals {

    private final int longestBody;

    KeptRefusals(QuarantineConfig config) {
        this.longestBody = config.longestBody();
    }

    List<RefusedCall> of(String environment, List<Reading> readings, Instant receivedAt) {
        var kept = new ArrayList<RefusedCall>();
        var left = CaptureLimits.BATCH_BYTES;
        for (var reading : readings) {
            if (reading instanceof Reading.Refused refused && kept.size() < CaptureLimits.BULK_ITEMS) {
                var body = body(refused.item(), left);
                left -= body == null ? 0 : body.length();
                kept.add(kept(environment, refused, receivedAt, body));
            }
        }
        return kept;
    }

    private String body(Received item, int left) {
        var most = Math.min(left, longestBody);
        if (most == 0) {
            return null;
        }
        var body = item.body();
        return body.length() > most ? null : body;
    }

    private static RefusedCall kept(String environment, Reading.Refused refused, Instant receivedAt, String body) {
        var item = refused.item();
        var refusal = refused.refusal();
        return new RefusedCall(
                environment,
                receivedAt,
                item.door(),
                item.kind(),
                body,
                item.origin(),
                refusal.reason(),
                refusal.field(),
                refusal.message(),
                item.userKeys());
    }
}
