package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.CallCheck;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Received;
import dev.sluice.worker.capture.derive.Derivation;
import dev.sluice.worker.capture.rate.RateLimits;
import dev.sluice.worker.eventlog.GroupCommit;
import dev.sluice.worker.eventlog.Intake;
import dev.sluice.worker.outbox.OutboxWorker;
import dev.sluice.worker.quarantine.RefusedCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The one way in for captured calls: check, derive, append. Events, what identity-service is to be told, and what was
 * refused become durable in one commit, or nothing does; whatever fails, the client that sends the batch again
 * completes it.
 */
@ApplicationScoped
public class Capture {

    private final RateLimits rates;
    private final InstantSource clock;
    private final CallCheck check;
    private final Derivation derivation;
    private final KeptRefusals refusals;
    private final GroupCommit log;
    private final OutboxWorker outbox;
    private final CaptureMeters meters;

    Capture(
            RateLimits rates,
            InstantSource clock,
            CallCheck check,
            Derivation derivation,
            KeptRefusals refusals,
            GroupCommit log,
            OutboxWorker outbox,
            CaptureMeters meters) {
        this.rates = rates;
        this.clock = clock;
        this.check = check;
        this.derivation = derivation;
        this.refusals = refusals;
        this.log = log;
        this.outbox = outbox;
        this.meters = meters;
    }

    /** Takes the calls that are right; returns when they are durable. */
    public CaptureReport take(String environment, List<Reading> readings) {
        return meters.time(() -> {
            rates.check(environment, readings.size());
            var receivedAt = now();
            var checked = checked(readings);
            return report(deliver(environment, checked, refusals.of(environment, checked, receivedAt), receivedAt));
        });
    }

    /** Takes calls that were refused before, those that are right by now; what is refused again is not kept once more. */
    public CaptureReport retake(String environment, List<Reading> readings) {
        return report(deliver(environment, checked(readings), List.of(), now()));
    }

    private List<Reading> checked(List<Reading> readings) {
        return readings.stream().map(this::checked).toList();
    }

    private Reading checked(Reading reading) {
        return switch (reading) {
            case Reading.Read(CapturedCall call, Received item) -> {
                var refusal = check.refusal(call);
                yield refusal.isEmpty() ? reading : new Reading.Refused(call.kind(), refusal.get(), item);
            }
            case Reading.Refused _ -> reading;
        };
    }

    private List<Outcome> deliver(
            String environment, List<Reading> readings, List<RefusedCall> refused, Instant receivedAt) {
        var delivery = Delivery.of(environment, readings, receivedAt, derivation);
        var receipts = log.append(new Intake(delivery.messages(), refused));
        if (delivery.queuesCalls()) {
            outbox.wake();
        }
        return delivery.outcomes(receipts);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private CaptureReport report(List<Outcome> outcomes) {
        meters.count(outcomes);
        return CaptureReport.of(outcomes);
    }
}
