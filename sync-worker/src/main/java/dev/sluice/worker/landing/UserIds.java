package dev.sluice.worker.landing;

import dev.sluice.identity.v1.UserKey;
import dev.sluice.worker.eventlog.Actor;
import dev.sluice.worker.eventlog.RawEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The user ids of one batch of raw events, asked for all at once. */
final class UserIds {

    private final Map<UserKey, Long> ids = new HashMap<>();

    UserIds(People people, String environment, List<RawEvent> events, boolean validateOnly) {
        var firstSeen = new LinkedHashMap<UserKey, Instant>();
        for (var event : events) {
            var occurrence = event.occurrence();
            firstSeen.merge(key(occurrence.actor()), occurrence.time(), UserIds::earlier);
        }
        var answer = people.resolve(environment, firstSeen, validateOnly).iterator();
        firstSeen.keySet().forEach(key -> ids.put(key, answer.next()));
    }

    long of(RawEvent event) {
        return ids.get(key(event.occurrence().actor()));
    }

    private static UserKey key(Actor actor) {
        return switch (actor.userKind()) {
            case ANONYMOUS ->
                UserKey.newBuilder().setAnonymousId(actor.userKey()).build();
            case IDENTITY -> UserKey.newBuilder().setIdentity(actor.userKey()).build();
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
