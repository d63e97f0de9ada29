package dev.sluice.worker.capture.fuzz;

import dev.sluice.errors.Failure;
import dev.sluice.worker.capture.call.CallCheck;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Checks;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.derive.Derivation;
import dev.sluice.worker.capture.derive.Derivations;
import dev.sluice.worker.capture.identity.IdentityRequests;
import dev.sluice.worker.capture.identity.StampedCall;
import dev.sluice.worker.eventlog.LogRows;
import dev.sluice.worker.quarantine.Origin;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What becomes of a body between the socket and PostgreSQL: it is refused with a failure that clients are told, or each of
 * its items is refused with a rule or becomes a row that PostgreSQL reads as one. All else is a finding.
 */
public final class Reader {

    public static final Origin ORIGIN = new Origin("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64; rv:25.0)");

    private static final CallCheck CHECK = Checks.asConfigured();
    private static final Derivation DERIVATION = Derivations.complete();

    private Reader() {}

    public static void take(Supplier<List<Reading>> body) {
        List<Reading> items;
        try {
            items = body.get();
        } catch (Failure told) {
            return;
        }
        items.forEach(Reader::take);
    }

    private static void take(Reading item) {
        switch (item) {
            case Reading.Refused refused -> keep(refused);
            case Reading.Read read -> {
                if (CHECK.refusal(read.call()).isEmpty()) {
                    write(read.call());
                }
            }
        }
    }

    private static void keep(Reading.Refused refused) {
        if (refused.refusal().rule().isEmpty()) {
            throw new IllegalStateException("refused without a rule");
        }
        refused.item().body();
        refused.item().userKeys();
    }

    private static void write(CapturedCall call) {
        switch (call) {
            case CapturedCall.Event event -> {
                // PostgreSQL takes no text with a NUL.
                var texts = LogRows.texts(DERIVATION.occurrence(event, Instant.now()));
                if (texts.stream().anyMatch(text -> text.indexOf('\0') >= 0)) {
                    throw new IllegalStateException("PostgreSQL does not take it: " + texts);
                }
            }
            case CapturedCall.Identity identity ->
                IdentityRequests.of(new StampedCall(identity, "m", Derivation.time(identity.header(), Instant.now())));
        }
    }
}
