package dev.sluice.local.law;

import dev.sluice.local.law.Call.Kind;
import dev.sluice.local.law.Call.Occurrence;
import dev.sluice.local.law.Meaning.Fact;
import dev.sluice.worker.landing.SessionOracle;
import dev.sluice.worker.landing.SessionOracle.Derived;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
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
    private final Map<NamedProperty, Map<String, String>> values;

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
        this.values = NamedProperty.ofEvents().stream()
                .collect(Collectors.toMap(Function.identity(), property -> PropertyOracle.column(sent(property))));
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

    /** By call, the rows of the occurrences that meet the condition. */
    SortedMap<String, EventRow> rows(Predicate<Fact> condition) {
        return occurrences.stream()
                .filter(call -> condition.test(new Fact(call, source(call))))
                .collect(Collectors.toMap(Call::id, this::row, (first, _) -> first, TreeMap::new));
    }

    /** By user, the minutes of the occurrences that meet the condition. */
    Map<String, List<Integer>> minutes(Predicate<Fact> condition) {
        return occurrences.stream()
                .filter(call -> condition.test(new Fact(call, source(call))))
                .collect(Collectors.groupingBy(
                        call -> identities.root(call.userKey()),
                        Collectors.mapping(Occurrence::minute, Collectors.toList())));
    }

    private EventRow row(Occurrence call) {
        var place = derived.get(eventIds.get(call.id()));
        return new EventRow(
                identities.root(call.userKey()),
                String.valueOf(place.sessionId()),
                String.valueOf(source(call)),
                String.valueOf(place.previousPage()),
                values(call));
    }

    /** The source of a session is that of its first occurrence. */
    private String source(Occurrence call) {
        var session = derived.get(eventIds.get(call.id())).sessionId();
        return (session == null ? call : byId.get(session)).source();
    }

    private SortedMap<String, String> values(Occurrence call) {
        var row = new TreeMap<String, String>();
        values.forEach((property, column) -> {
            if (column.containsKey(call.id())) {
                row.put(property.column(), column.get(call.id()));
            }
        });
        return row;
    }

    long sessions() {
        return derived.values().stream()
                .map(Derived::sessionId)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    /** The values of one property as they were sent, by call. */
    Map<String, Object> sent(NamedProperty property) {
        return occurrences.stream()
                .filter(call -> call.properties().containsKey(property.key()))
                .collect(Collectors.toMap(Call::id, call -> call.properties().get(property.key())));
    }
}
