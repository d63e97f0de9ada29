package dev.sluice.worker.tagging;

import com.google.re2j.Pattern;
import dev.sluice.worker.match.Bound;
import dev.sluice.worker.match.Condition;
import dev.sluice.worker.match.Condition.Subject;
import dev.sluice.worker.match.Glob;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.match.Selector;
import dev.sluice.worker.match.Test;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random matchers of every kind and operator over {@link RandomEvents}. */
final class RandomMatchers {

    private RandomMatchers() {}

    static Arbitrary<Matcher> any() {
        return Combinators.combine(kinds(), conditions(3).optional(0.7)).as(Matcher::new);
    }

    private static Arbitrary<Matcher.Kind> kinds() {
        var interactions = Combinators.combine(
                        Arbitraries.of("click", "change", "submit"), selectors().optional(0.7))
                .as(Matcher.Kind.Interaction::new);
        return Arbitraries.oneOf(
                Arbitraries.of(new Matcher.Kind.Pageview()),
                interactions,
                Arbitraries.of("Order", "Refund", "it's", "Nothing").map(Matcher.Kind.Custom::new));
    }

    private static Arbitrary<Selector> selectors() {
        return Arbitraries.of(
                selector(step("a", List.of("buy"))),
                selector(step("div", List.of()), step("a", List.of())),
                selector(step("form", List.of()), step("button", List.of())),
                selector(step("", List.of("big"))));
    }

    private static Selector selector(Selector.Step... steps) {
        return new Selector(List.of(new Selector.Complex(List.of(steps))));
    }

    private static Selector.Step step(String type, List<String> classes) {
        return new Selector.Step(
                Selector.Combinator.DESCENDANT, new Selector.Compound(type, List.of(), classes, List.of()));
    }

    private static Arbitrary<Condition> conditions(int depth) {
        var comparisons = Combinators.combine(subjects(), tests()).<Condition>as(Condition.Comparison::new);
        if (depth == 0) {
            return comparisons;
        }
        var parts = Arbitraries.lazy(() -> conditions(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(3, comparisons),
                Tuple.of(1, parts.list().ofMinSize(1).ofMaxSize(3).map(Condition.AllOf::new)),
                Tuple.of(1, parts.list().ofMinSize(1).ofMaxSize(3).map(Condition.AnyOf::new)),
                Tuple.of(1, parts.map(Condition.NoneOf::new)));
    }

    private static Arbitrary<Subject> subjects() {
        return Arbitraries.oneOf(
                Arbitraries.of(PlainEvent.COLUMNS).map(Subject.BuiltIn::new),
                Arbitraries.of(new Subject.BuiltIn("time")),
                Arbitraries.of("a", "B b", "never seen").map(Subject.Property::new));
    }

    private static Arbitrary<Test> tests() {
        return Arbitraries.of(
                new Test.Equals("/a"),
                new Test.Equals("it's"),
                new Test.NotEquals("mail"),
                new Test.Contains("a"),
                new Test.StartsWith("/a"),
                new Test.EndsWith("g"),
                new Test.Finds(Glob.compile("/a*")),
                new Test.Finds(Pattern.compile("^(/|T).*[ab]$")),
                new Test.Ordered(Test.Order.LESS, Bound.of("10")),
                new Test.Ordered(Test.Order.GREATER_OR_EQUAL, Bound.of("10")),
                new Test.Ordered(Test.Order.LESS_OR_EQUAL, Bound.of("2026-03-01T10:30:00Z")),
                new Test.Ordered(Test.Order.GREATER, Bound.of("2026-03-01T10:30:00Z")),
                new Test.In(Set.of("/pricing", "ads", "7")),
                new Test.IsDefined());
    }
}
