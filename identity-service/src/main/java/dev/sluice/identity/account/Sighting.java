package dev.sluice.identity.account;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That an account was seen: by a call, which also counts as its latest, or by an event, which does not. Events are told
 * apart, since the calls that named an account may be forgotten.
 */
public record Sighting(
        AccountKey account, Instant firstSeen, Optional<Instant> firstEvent, Optional<Instant> lastCall) {

    public static Sighting byCall(AccountKey account, Instant time) {
        return new Sighting(account, time, Optional.empty(), Optional.of(time));
    }

    public static Sighting byEvent(AccountKey account, Instant time) {
        return new Sighting(account, time, Optional.of(time), Optional.empty());
    }

    /** One sighting per account, spanning all there were of it. */
    static Collection<Sighting> merged(Collection<Sighting> sightings) {
        var merged = new LinkedHashMap<AccountKey, Sighting>();
        sightings.forEach(sighting -> merged.merge(sighting.account(), sighting, Sighting::and));
        return merged.values();
    }

    private Sighting and(Sighting other) {
        var first = firstSeen.isBefore(other.firstSeen) ? firstSeen : other.firstSeen;
        var event = Stream.of(firstEvent, other.firstEvent)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
        var last = Stream.of(lastCall, other.lastCall).flatMap(Optional::stream).max(Instant::compareTo);
        return new Sighting(account, first, event, last);
    }
}
