package dev.sluice.worker.match;

import dev.sluice.worker.ancestry.Element;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Definitions that are no combos, each known by its place; judges an event by all of them at once. */
final class SimpleDefinitions {

    private static final BitSet NONE = new BitSet();

    private final Map<Long, Integer> places = new HashMap<>();
    private final List<Long> byPlace = new ArrayList<>();
    private final Map<String, BitSet> byKind = new HashMap<>();
    private final Map<String, BitSet> byCustomName = new HashMap<>();
    private final Map<Condition.Subject, ValueVerdicts<String>> bySubject = new LinkedHashMap<>();
    private final ValueVerdicts<List<Element>> byAncestry = new ValueVerdicts<>(Selector::elements);
    private final Map<Integer, List<Condition>> acrossSubjects = new HashMap<>();

    SimpleDefinitions(Map<Long, Matcher> matchers) {
        matchers.forEach((id, matcher) -> {
            int place = places.size();
            places.put(id, place);
            byPlace.add(id);
            enter(place, matcher.kind());
            matcher.where().ifPresent(condition -> conjuncts(condition).forEach(part -> enter(place, part)));
        });
    }

    boolean has(long definition, BitSet met) {
        Integer place = places.get(definition);
        return place != null && met.get(place);
    }

    void forEach(BitSet met, LongConsumer definition) {
        for (int place = met.nextSetBit(0); place >= 0; place = met.nextSetBit(place + 1)) {
            definition.accept(byPlace.get(place));
        }
    }

    private void enter(int place, Matcher.Kind kind) {
        switch (kind) {
            case Matcher.Kind.Pageview _ -> at(byKind, "pageview").set(place);
            case Matcher.Kind.Interaction(var type, var selector) -> {
                at(byKind, type).set(place);
                selector.ifPresent(css -> byAncestry.require(place, css::meets));
            }
            case Matcher.Kind.Custom(var name) -> at(byCustomName, name).set(place);
            case Matcher.Kind.Combo _ -> throw new IllegalArgumentException("a combo is no simple definition");
        }
    }

    /** What looks at one attribute alone is judged once for each value of it; the rest for each event. */
    private void enter(int place, Condition part) {
        var subjects = part.subjects();
        if (subjects.size() == 1) {
            bySubject
                    .computeIfAbsent(subjects.iterator().next(), _ -> new ValueVerdicts<>(UnaryOperator.identity()))
                    .require(place, part.ofValue());
        } else {
            acrossSubjects.computeIfAbsent(place, _ -> new ArrayList<>()).add(part);
        }
    }

    private static Stream<Condition> conjuncts(Condition condition) {
        return condition instanceof Condition.AllOf(var parts)
                ? parts.stream().flatMap(SimpleDefinitions::conjuncts)
                : Stream.of(condition);
    }

    private static BitSet at(Map<String, BitSet> sets, String key) {
        return sets.computeIfAbsent(key, _ -> new BitSet());
    }

    BitSet metBy(EventFacts event) {
        var met = ofKind(event);
        byAncestry.narrow(met, event::ancestry);
        for (var verdicts : bySubject.entrySet()) {
            if (met.isEmpty()) {
                return met;
            }
            verdicts.getValue().narrow(met, () -> verdicts.getKey().of(event));
        }
        acrossSubjects.forEach((place, parts) -> {
            if (met.get(place) && !parts.stream().allMatch(part -> part.holds(event))) {
                met.clear(place);
            }
        });
        return met;
    }

    private BitSet ofKind(EventFacts event) {
        var met = new BitSet(places.size());
        met.or(byKind.getOrDefault(event.kind(), NONE));
        if (event.kind().equals("custom")) {
            met.or(byCustomName.getOrDefault(event.name(), NONE));
        }
        return met;
    }
}
