package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Received;
import dev.sluice.worker.quarantine.QuarantineConfig;
import dev.sluice.worker.quarantine.RefusedCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Says what is kept of the items of a batch that are refused. */
@ApplicationScoped
class KeptRefusals {

    private final int longestBody;

    KeptRefusals(QuarantineConfig config) {
        this.longestBody = config.longestBody();
    }

    List<RefusedCall> of(String environment, List<Reading> readings, Instant receivedAt) {
        return readings.stream()
                .filter(Reading.Refused.class::isInstance)
                .map(Reading.Refused.class::cast)
                .map(refused -> kept(environment, refused, receivedAt))
                .toList();
    }

    private RefusedCall kept(String environment, Reading.Refused refused, Instant receivedAt) {
        var item = refused.item();
        var refusal = refused.refusal();
        return new RefusedCall(
                environment,
                receivedAt,
                item.door(),
                item.kind(),
                body(item),
                item.remoteAddress(),
                refusal.reason(),
                refusal.field(),
                refusal.message(),
                item.userKeys());
    }

    private String body(Received item) {
        var body = item.body();
        return body.length() > longestBody ? null : body;
    }
}
