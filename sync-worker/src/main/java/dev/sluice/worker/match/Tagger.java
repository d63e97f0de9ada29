package dev.sluice.worker.match;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says which of the definitions a raw event meets; the only place where that is decided. */
public final class Tagger {

    private final Map<Long, Matcher> matchers;
    private final Map<Long, Test> beginnings;

    /**
     * @param matchers by definition id, the parts of combos among them; combos hold no cycle
     * @param since by definition id: earlier events are not tagged with the definition, though they may be with a combo
     *     of it
     */
    public Tagger(Map<Long, Matcher> matchers, Map<Long, Instant> since) {
        this.matchers = Map.copyOf(matchers);
        this.beginnings = since.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> notBefore(entry.getValue())));
    }

    private static Test notBefore(Instant beginning) {
        return new Test.Ordered(Test.Order.GREATER_OR_EQUAL, Bound.of(beginning.toString()));
    }

    /** The matchers that a verdict on these definitions may depend on. */
    public Collection<Matcher> reachableFrom(Collection<Long> definitions) {
        var reached = new HashMap<Long, Matcher>();
        definitions.forEach(definition -> reach(definition, reached));
        return reached.values();
    }

    private void reach(long definition, Map<Long, Matcher> reached) {
        var matcher = matchers.get(definition);
        boolean first = reached.putIfAbsent(definition, matcher) == null;
        if (first && matcher.kind() instanceof Matcher.Kind.Combo(var parts)) {
            parts.forEach(part -> reach(part, reached));
        }
    }

    /** Those of {@code candidates} that the event meets. */
    public List<Long> tag(EventFacts event, List<Long> candidates) {
        var verdicts = new HashMap<Long, Boolean>();
        return candidates.stream()
                .filter(id -> meets(event, id, verdicts) && begun(event, id))
                .toList();
    }

    private boolean begun(EventFacts event, long id) {
        Test beginning = beginnings.get(id);
        return beginning == null || beginning.met(event.column("time"));
    }

    private boolean meets(EventFacts event, long id, Map<Long, Boolean> verdicts) {
        Boolean known = verdicts.get(id);
        if (known != null) {
            return known;
        }
        Matcher matcher = matchers.get(id);
        boolean verdict = kindMet(event, matcher.kind(), verdicts)
                && matcher.where().map(condition -> condition.holds(event)).orElse(true);
        verdicts.put(id, verdict);
        return verdict;
    }

    private boolean kindMet(EventFacts event, Matcher.Kind kind, Map<Long, Boolean> verdicts) {
        return switch (kind) {
            case Matcher.Kind.Pageview _ -> event.kind().equals("pageview");
            case Matcher.Kind.Interaction(var type, var selector) ->
                event.kind().equals(type)
                        && selector.map(css -> css.meets(event.ancestry())).orElse(true);
            case Matcher.Kind.Custom(var name) -> event.kind().equals("custom") && name.equals(event.name());
            case Matcher.Kind.Combo(var parts) -> parts.stream().anyMatch(part -> meets(event, part, verdicts));
        };
    }
}
