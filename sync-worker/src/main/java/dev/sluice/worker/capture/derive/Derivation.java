package dev.sluice.worker.capture.derive;

import dev.sluice.worker.ancestry.AncestryText;
import dev.sluice.worker.capture.call.CallHeader;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.TextRules;
import dev.sluice.worker.eventlog.Actor;
import dev.sluice.worker.eventlog.EventType;
import dev.sluice.worker.eventlog.Occurrence;
import dev.sluice.worker.eventlog.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes the occurrence that a captured event stands for; the same call always makes the same. */
@ApplicationScoped
public class Derivation {

    private static final int TARGET_TEXT = 255;

    private final VisitDerivation visits;

    Derivation(VisitDerivation visits) {
        this.visits = visits;
    }

    /** @param receivedAt the time of a call that has none of its own */
    public Occurrence occurrence(CapturedCall.Event call, Instant receivedAt) {
        var header = call.header();
        var address = PageAddress.of(header.context().page());
        return new Occurrence(
                time(header, receivedAt),
                Actor.of(
                        header.anonymousId(),
                        header.identity(),
                        header.context().sessionId()),
                type(call),
                call instanceof CapturedCall.Track track ? track.event() : null,
                visits.of(call, address),
                address.page(),
                call instanceof CapturedCall.Interaction interaction ? target(interaction) : Target.NONE,
                PropertyJson.of(call.properties()));
    }

    /** When the call was made, as exactly as PostgreSQL can keep it. */
    public static Instant time(CallHeader header, Instant receivedAt) {
        return (header.time() == null ? receivedAt : header.time()).truncatedTo(ChronoUnit.MICROS);
    }

    private static EventType type(CapturedCall.Event call) {
        return switch (call) {
            case CapturedCall.Track _ -> EventType.CUSTOM;
            case CapturedCall.Pageview _ -> EventType.PAGEVIEW;
            case CapturedCall.Interaction interaction -> interaction.type();
        };
    }

    private static Target target(CapturedCall.Interaction interaction) {
        var element = interaction.ancestry().target();
        var href = interaction.href() == null ? element.attributes().get("href") : interaction.href();
        return new Target(
                href,
                TextRules.cut(interaction.targetText(), TARGET_TEXT),
                element.tag(),
                element.id().isEmpty() ? null : element.id(),
                element.classes().isEmpty() ? null : String.join(" ", element.classes()),
                AncestryText.of(interaction.ancestry()));
    }
}
