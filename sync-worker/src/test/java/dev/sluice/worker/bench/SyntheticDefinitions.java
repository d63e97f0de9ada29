package dev.sluice.worker.bench;

import dev.sluice.worker.match.Bound;
import dev.sluice.worker.match.Condition;
import dev.sluice.worker.match.Condition.Comparison;
import dev.sluice.worker.match.Condition.Subject;
import dev.sluice.worker.match.Glob;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.match.Selector;
import dev.sluice.worker.match.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Definitions over {@link SyntheticEvents}, each with the predicate that an expert would write for it by hand. */
final class SyntheticDefinitions {

    private final BenchEngine engine;

    SyntheticDefinitions(BenchEngine engine) {
        this.engine = engine;
    }

    /** @param predicate on event rows called {@code r}, in the engine's SQL */
    record Definition(Matcher matcher, String predicate) {}

    /** A mix of all kinds, none like the other. */
    List<Definition> mixed(int count) {
        var definitions = new ArrayList<Definition>();
        for (int i = 0; i < count; i++) {
            int which = i / 4;
            definitions.add(
                    switch (i % 4) {
                        case 0 -> custom(which % SyntheticEvents.CUSTOM_NAMES);
                        case 1 -> clicked(which % SyntheticEvents.BUTTONS, which % SyntheticEvents.BLOCKS);
                        case 2 -> viewed(which);
                        default -> sold(which % SyntheticEvents.CUSTOM_NAMES, 10 * which);
                    });
        }
        return definitions;
    }

    Definition custom(int name) {
        return new Definition(
                new Matcher(new Matcher.Kind.Custom("Event " + name), Optional.empty()),
                "r.kind = 'custom' AND r.name = 'Event %d'".formatted(name));
    }

    /** {@code div.bN a.cN}, on a phone or not. */
    Definition clicked(int button, int block) {
        var selector = new Selector(List.of(new Selector.Complex(List.of(
                step(Selector.Combinator.DESCENDANT, "div", "b" + block),
                step(Selector.Combinator.DESCENDANT, "a", "c" + button)))));
        return new Definition(
                new Matcher(new Matcher.Kind.Interaction("click", Optional.of(selector)), Optional.empty()),
                "r.kind = 'click' AND "
                        + engine.meets("r.ancestry", ">div\\.b%d>.*>a\\.c%d\\[".formatted(block, button)));
    }

    private static Selector.Step step(Selector.Combinator combinator, String type, String styled) {
        return new Selector.Step(combinator, new Selector.Compound(type, List.of(), List.of(styled), List.of()));
    }

    Definition viewed(int path) {
        return path % 2 == 0
                ? viewed(new Test.Finds(Glob.compile("/p%d*".formatted(path))), "r.path LIKE '/p%d%%'".formatted(path))
                : viewed(new Test.StartsWith("/p" + path), "starts_with(r.path, '/p%d')".formatted(path));
    }

    private static Definition viewed(Test test, String predicate) {
        return new Definition(
                new Matcher(
                        new Matcher.Kind.Pageview(), Optional.of(new Comparison(new Subject.BuiltIn("path"), test))),
                "r.kind = 'pageview' AND " + predicate);
    }

    /** By a property's number, from visits that one campaign brought. */
    Definition sold(int name, int least) {
        var amount = new Comparison(
                new Subject.Property("amount"),
                new Test.Ordered(Test.Order.GREATER_OR_EQUAL, Bound.of(Integer.toString(least))));
        var source = new Comparison(new Subject.BuiltIn("utm_source"), new Test.Equals("s1"));
        return new Definition(
                new Matcher(
                        new Matcher.Kind.Custom("Event " + name),
                        Optional.of(new Condition.AllOf(List.of(amount, source)))),
                "r.kind = 'custom' AND r.name = 'Event %d' AND r.utm_source = 's1' AND %s >= %d"
                        .formatted(name, engine.number("amount"), least));
    }
}
