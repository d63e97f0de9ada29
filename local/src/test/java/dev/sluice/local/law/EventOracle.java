package dev.sluice.local.law;

import dev.sluice.local.law.Call.Kind;
import dev.sluice.local.law.Call.Occurrence;
import dev.sluice.worker.landing.SessionOracle;
import dev.sluice.worker.landing.SessionOracle.Derived;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The rows of event tables, computed the obvious way: all occurrences at once. */
final class EventOracle {

    private final List<Occurrence> occurrences;
    private final Map<String, Long> eventIds;
    private final Map<Long, Derived> derived;
    private final Map<Long, Occurrence> byId;
    private final IdentityOracle identities;

    /** @param eventIds by call; at one minute they decide what came first */
    EventOracle(List<Call> history, Map<String, Long> eventIds) {
        this.occurrences = history.stream()
                .filter(Occurrence.class::isInstance)
                .map(Occurrence.class::cast)
                .toList();
        this.eventIds = eventIds;
        this.identities = new IdentityOracle(history);
        this.byId =
                occurrences.stream().collect(Collectors.toMap(call -> eventIds.get(call.id()), Function.identity()));
        this.derived =
                SessionOracle.derive(occurrences.stream().map(this::event).toList());
    }

    private SessionOracle.Event event(Occurrence call) {
        return new SessionOracle.Event(
                eventIds.get(call.id()),
                call.minute(),
                call.deviceKey(),
                null,
                call.identity(),
                call.kind() == Kind.PAGEVIEW ? "pageview" : "other",
                call.library(),
                call.path());
    }

    /** By call: user, session, source and previous page of the occurrences that meet the condition. */
    Map<String, List<String>> rows(Predicate<Occurrence> condition) {
        return occurrences.stream()
                .filter(condition)
                .collect(Collectors.toMap(Call::id, this::row, (first, _) -> first, TreeMap::new));
    }

    private List<String> row(Occurrence call) {
        var place = derived.get(eventIds.get(call.id()));
        return List.of(
                identities.root(call.userKey()),
                String.valueOf(place.sessionId()),
                String.valueOf(source(call)),
                String.valueOf(place.previousPage()));
    }

    /** The source of a session is that of its first occurrence. */
    String source(Occurrence call) {
        var session = derived.get(eventIds.get(call.id())).sessionId();
        return (session == null ? call : byId.get(session)).source();
    }

    long sessions() {
        return derived.values().stream()
                .map(Derived::sessionId)
                .filter(id -> id != null)
                .distinct()
                .count();
    }

    /** The values of one property by call, of the occurrences that meet the condition. */
    Map<String, Object> property(String key, Predicate<Occurrence> condition) {
        return occurrences.stream()
                .filter(condition)
                .filter(call -> call.properties().containsKey(key))
                .collect(Collectors.toMap(Call::id, call -> call.properties().get(key)));
    }
}
