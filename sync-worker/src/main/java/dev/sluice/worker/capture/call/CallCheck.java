package dev.sluice.worker.capture.call;

import dev.sluice.errors.v1.ErrorReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks a captured call against every rule; fields are named as the gRPC contract names them. */
@ApplicationScoped
public class CallCheck {

    private static final Duration FARTHEST_FUTURE = Duration.ofDays(1);
    private static final int KEY = 255;
    private static final int TEXT = 1_024;

    private final InstantSource clock;
    private final Set<String> placeholders;

    CallCheck(InstantSource clock, CaptureRules rules) {
        this.clock = clock;
        this.placeholders = rules.placeholderIdentities().stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why the call is refused, if it is. */
    public Optional<Refusal> refusal(CapturedCall call) {
        try {
            header(call.header());
            kind(call);
            return Optional.empty();
        } catch (CallRefused refused) {
            return Optional.of(refused.refusal());
        }
    }

    private void header(CallHeader header) {
        TextRules.key("message_id", header.messageId(), KEY);
        time(header.time());
        TextRules.key("anonymous_id", header.anonymousId(), KEY);
        identity("identity", header.identity());
        if (header.anonymousId() == null && header.identity() == null) {
            throw new CallRefused("anonymous_id", "be set where there is no identity");
        }
        ContextRules.check(header.context());
    }

    private void time(Instant time) {
        if (time == null) {
            return;
        }
        if (time.isBefore(Instant.EPOCH)) {
            throw new CallRefused("time", "not be before 1970");
        }
        if (time.isAfter(clock.instant().plus(FARTHEST_FUTURE))) {
            throw new CallRefused("time", "not be later than a day from now");
        }
    }

    private void identity(String field, String identity) {
        TextRules.key(field, identity, KEY);
        if (identity != null && placeholders.contains(identity.strip().toLowerCase(Locale.ROOT))) {
            throw new CallRefused(new Refusal(
                    ErrorReason.ERROR_REASON_IDENTITY_REFUSED, field, "not be a placeholder such as \"null\""));
        }
    }

    private void kind(CapturedCall call) {
        switch (call) {
            case CapturedCall.Track track -> {
                TextRules.between("track.event", track.event(), TEXT);
                PropertyRules.checkEvent("track.properties", track.properties());
            }
            case CapturedCall.Pageview pageview ->
                PropertyRules.checkEvent("pageview.properties", pageview.properties());
            case CapturedCall.Interaction interaction -> {
                TargetRules.check(interaction);
                PropertyRules.checkEvent("interaction.properties", interaction.properties());
            }
            case CapturedCall.Identify identify -> PropertyRules.checkUser("identify", "traits", identify.properties());
            case CapturedCall.Alias alias -> alias(alias);
            case CapturedCall.AddUserProperties add ->
                PropertyRules.checkUser("add_user_properties", "properties", add.properties());
        }
    }

    private void alias(CapturedCall.Alias alias) {
        if (alias.header().identity() == null) {
            throw new CallRefused("identity", "be set");
        }
        if (alias.fromIdentity() == null) {
            throw new CallRefused("alias.from_identity", "be set");
        }
        identity("alias.from_identity", alias.fromIdentity());
        if (alias.fromIdentity().equals(alias.header().identity())) {
            throw new CallRefused("alias.from_identity", "differ from the identity that it becomes");
        }
    }
}
