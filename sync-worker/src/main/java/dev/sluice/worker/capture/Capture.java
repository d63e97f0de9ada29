package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.CallCheck;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.derive.Derivation;
import dev.sluice.worker.capture.identity.IdentityForwarding;
import dev.sluice.worker.eventlog.GroupCommit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The one way in for captured calls: check, derive, forward, append. Identity calls go first and events second, both
 * known by their message ids: whatever fails between them, the client that sends the batch again completes it.
 */
@ApplicationScoped
public class Capture {

    private final InstantSource clock;
    private final CallCheck check;
    private final Derivation derivation;
    private final IdentityForwarding identity;
    private final GroupCommit log;
    private final CaptureMeters meters;

    Capture(
            InstantSource clock,
            CallCheck check,
            Derivation derivation,
            IdentityForwarding identity,
            GroupCommit log,
            CaptureMeters meters) {
        this.clock = clock;
        this.check = check;
        this.derivation = derivation;
        this.identity = identity;
        this.log = log;
        this.meters = meters;
    }

    /** Takes the calls that are right; returns when they are durable. */
    public CaptureReport take(String environment, List<Reading> readings) {
        return meters.time(() -> report(deliver(environment, checked(readings))));
    }

    /** Takes all of the calls, or none when any of them is wrong. */
    public CaptureReport takeAllOrNone(String environment, List<Reading> readings) {
        return meters.time(() -> report(allOrNone(environment, readings)));
    }

    private List<Outcome> allOrNone(String environment, List<Reading> readings) {
        var checked = checked(readings);
        var allRight = checked.stream().allMatch(Reading.Read.class::isInstance);
        return allRight
                ? deliver(environment, checked)
                : checked.stream().map(Outcome::withheld).toList();
    }

    private List<Reading> checked(List<Reading> readings) {
        return readings.stream().map(this::checked).toList();
    }

    private Reading checked(Reading reading) {
        return switch (reading) {
            case Reading.Read(CapturedCall call) -> {
                var refusal = check.refusal(call);
                yield refusal.isEmpty() ? reading : new Reading.Refused(call.kind(), refusal.get());
            }
            case Reading.Refused _ -> reading;
        };
    }

    private List<Outcome> deliver(String environment, List<Reading> readings) {
        var receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var delivery = Delivery.of(environment, readings, receivedAt, derivation);
        var refusals = identity.forward(environment, delivery.identityCalls());
        var rest = delivery.without(refusals.keySet());
        return rest.outcomes(
                readings, refusals, log.append(List.copyOf(rest.messages().values())));
    }

    private CaptureReport report(List<Outcome> outcomes) {
        meters.count(outcomes);
        return CaptureReport.of(outcomes);
    }
}
