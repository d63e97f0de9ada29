package dev.sluice.identity.account;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;

/** That an account was seen: by a call, which also counts as its latest, or by an event, which does not. */
public record Sighting(AccountKey account, Instant firstSeen, Optional<Instant> lastCall) {

    public static Sighting byCall(AccountKey account, Instant time) {
        return new Sighting(account, time, Optional.of(time));
    }

    public static Sighting byEvent(AccountKey account, Instant time) {
        return new Sighting(account, time, Optional.empty());
    }

    /** One sighting per account, spanning all there were of it. */
    static Collection<Sighting> merged(Collection<Sighting> sightings) {
        var merged = new LinkedHashMap<AccountKey, Sighting>();
        sightings.forEach(sighting -> merged.merge(sighting.account(), sighting, Sighting::and));
        return merged.values();
    }

    private Sighting and(Sighting other) {
        var first = firstSeen.isBefore(other.firstSeen) ? firstSeen : other.firstSeen;
        var last = Stream.of(lastCall, other.lastCall).flatMap(Optional::stream).max(Instant::compareTo);
        return new Sighting(account, first, last);
    }
}
