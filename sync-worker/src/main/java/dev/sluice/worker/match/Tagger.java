package dev.sluice.worker.match;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which of the definitions a raw event meets; the only place where that is decided.
 *
 * <p>Most of what decides is a test of one value, and values recur: so for each attribute it is remembered which
 * definitions a value leaves possible, and an event's definitions are what all its values leave. Not safe for use by
 * several threads.
 */
public final class Tagger {

    private final Map<Long, Test> beginnings = new HashMap<>();
    private final Set<Long> wanted;
    private final SimpleDefinitions simple;
    private final Map<Long, Matcher> combos = new LinkedHashMap<>();

    /**
     * @param matchers by definition id, the parts of combos among them; combos hold no cycle
     * @param since by definition id: earlier events are not tagged with the definition, though they may be with a combo
     *     of it
     * @param wanted the definitions to tag with
     */
    public Tagger(Map<Long, Matcher> matchers, Map<Long, Instant> since, Collection<Long> wanted) {
        this.wanted = Set.copyOf(wanted);
        var others = new LinkedHashMap<Long, Matcher>();
        reachableFrom(wanted, matchers).forEach((id, matcher) -> {
            if (matcher.kind() instanceof Matcher.Kind.Combo) {
                combos.put(id, matcher);
            } else {
                others.put(id, matcher);
            }
        });
        this.simple = new SimpleDefinitions(others);
        wanted.stream().filter(since::containsKey).forEach(id -> beginnings.put(id, notBefore(since.get(id))));
    }

    private static Test notBefore(Instant beginning) {
        return new Test.Ordered(Test.Order.GREATER_OR_EQUAL, Bound.of(beginning.toString()));
    }

    /** The matchers that a verdict on these definitions may depend on; the parts of a combo come before it. */
    public static Map<Long, Matcher> reachableFrom(Collection<Long> definitions, Map<Long, Matcher> matchers) {
        var reached = new LinkedHashMap<Long, Matcher>();
        definitions.forEach(definition -> reach(definition, matchers, reached));
        return reached;
    }

    private static void reach(long definition, Map<Long, Matcher> matchers, Map<Long, Matcher> reached) {
        if (reached.containsKey(definition)) {
            return;
        }
        var matcher = matchers.get(definition);
        if (matcher.kind() instanceof Matcher.Kind.Combo(var parts)) {
            parts.forEach(part -> reach(part, matchers, reached));
        }
        reached.put(definition, matcher);
    }

    /** Those of the wanted definitions that the event meets. */
    public List<Long> tag(EventFacts event) {
        BitSet met = simple.metBy(event);
        if (met.isEmpty()) {
            return List.of();
        }
        var tags = new ArrayList<Long>();
        simple.forEach(met, id -> tagIfWanted(event, id, tags));
        var metCombos = new HashSet<Long>();
        combos.forEach((id, combo) -> {
            if (meetsCombo(event, combo, met, metCombos)) {
                metCombos.add(id);
                tagIfWanted(event, id, tags);
            }
        });
        return tags;
    }

    private void tagIfWanted(EventFacts event, long id, List<Long> tags) {
        if (wanted.contains(id) && begun(event, id)) {
            tags.add(id);
        }
    }

    private boolean meetsCombo(EventFacts event, Matcher combo, BitSet met, Set<Long> metCombos) {
        var parts = ((Matcher.Kind.Combo) combo.kind()).definitionIds();
        return parts.stream().anyMatch(part -> simple.has(part, met) || metCombos.contains(part))
                && combo.where().map(condition -> condition.holds(event)).orElse(true);
    }

    private boolean begun(EventFacts event, long id) {
        Test beginning = beginnings.get(id);
        return beginning == null || beginning.met(event.column("time"));
    }
}
