package dev.sluice.worker.snapshot;

import com.google.re2j.Pattern;
import dev.sluice.definitions.v1.AttributeTest;
import dev.sluice.definitions.v1.CompoundSelector;
import dev.sluice.definitions.v1.CssSelector;
import dev.sluice.definitions.v1.ElementMatcher;
import dev.sluice.definitions.v1.SelectorStep;
import dev.sluice.worker.match.Bound;
import dev.sluice.worker.match.Condition;
import dev.sluice.worker.match.Glob;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.match.Selector;
import dev.sluice.worker.match.Test;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the contract's matchers into ours; definitions-service has checked them. */
final class MatcherMapper {

    private MatcherMapper() {}

    static Matcher matcher(dev.sluice.definitions.v1.Matcher matcher) {
        return new Matcher(
                kind(matcher), matcher.hasWhere() ? Optional.of(condition(matcher.getWhere())) : Optional.empty());
    }

    private static Matcher.Kind kind(dev.sluice.definitions.v1.Matcher matcher) {
        return switch (matcher.getKindCase()) {
            case PAGEVIEW -> new Matcher.Kind.Pageview();
            case CLICK -> interaction("click", matcher.getClick());
            case CHANGE -> interaction("change", matcher.getChange());
            case SUBMIT -> interaction("submit", matcher.getSubmit());
            case CUSTOM -> new Matcher.Kind.Custom(matcher.getCustom().getName());
            case COMBO -> new Matcher.Kind.Combo(matcher.getCombo().getEventDefinitionIdsList());
            case KIND_NOT_SET -> throw new IllegalStateException("a matcher without a kind");
        };
    }

    private static Matcher.Kind interaction(String type, ElementMatcher element) {
        return new Matcher.Kind.Interaction(
                type, element.hasSelector() ? Optional.of(selector(element.getSelector())) : Optional.empty());
    }

    private static Selector selector(CssSelector selector) {
        return new Selector(selector.getAlternativesList().stream()
                .map(complex -> new Selector.Complex(
                        complex.getStepsList().stream().map(MatcherMapper::step).toList()))
                .toList());
    }

    private static Selector.Step step(SelectorStep step) {
        var combinator = switch (step.getCombinator()) {
            case COMBINATOR_CHILD -> Selector.Combinator.CHILD;
            case COMBINATOR_DESCENDANT, COMBINATOR_UNSPECIFIED, UNRECOGNIZED -> Selector.Combinator.DESCENDANT;
        };
        return new Selector.Step(combinator, compound(step.getCompound()));
    }

    private static Selector.Compound compound(CompoundSelector compound) {
        return new Selector.Compound(
                compound.getType(),
                compound.getIdsList(),
                compound.getClassesList(),
                compound.getAttributesList().stream()
                        .map(MatcherMapper::attribute)
                        .toList());
    }

    private static Selector.Attribute attribute(AttributeTest test) {
        return new Selector.Attribute(
                test.getName(), test.hasValue() ? Optional.of(test.getValue()) : Optional.empty());
    }

    private static Condition condition(dev.sluice.definitions.v1.Condition condition) {
        return switch (condition.getKindCase()) {
            case ALL_OF -> new Condition.AllOf(conditions(condition.getAllOf().getConditionsList()));
            case ANY_OF -> new Condition.AnyOf(conditions(condition.getAnyOf().getConditionsList()));
            case NONE_OF -> new Condition.NoneOf(condition(condition.getNoneOf()));
            case COMPARISON -> comparison(condition.getComparison());
            case KIND_NOT_SET -> throw new IllegalStateException("a condition without a kind");
        };
    }

    private static List<Condition> conditions(List<dev.sluice.definitions.v1.Condition> conditions) {
        return conditions.stream().map(MatcherMapper::condition).toList();
    }

    private static Condition comparison(dev.sluice.definitions.v1.Comparison comparison) {
        var subject = switch (comparison.getSubjectCase()) {
            case COLUMN -> new Condition.Subject.BuiltIn(comparison.getColumn());
            case PROPERTY -> new Condition.Subject.Property(comparison.getProperty());
            case SUBJECT_NOT_SET -> throw new IllegalStateException("a comparison without a subject");
        };
        return new Condition.Comparison(subject, test(comparison));
    }

    static Test test(dev.sluice.definitions.v1.Comparison comparison) {
        String value = comparison.getValuesCount() == 0 ? "" : comparison.getValues(0);
        return switch (comparison.getOperator()) {
            case OPERATOR_EQUALS -> new Test.Equals(value);
            case OPERATOR_NOT_EQUALS -> new Test.NotEquals(value);
            case OPERATOR_CONTAINS -> new Test.Contains(value);
            case OPERATOR_STARTS_WITH -> new Test.StartsWith(value);
            case OPERATOR_ENDS_WITH -> new Test.EndsWith(value);
            case OPERATOR_GLOB -> new Test.Finds(Glob.compile(value));
            case OPERATOR_REGEX -> new Test.Finds(Pattern.compile(value));
            case OPERATOR_LESS -> new Test.Ordered(Test.Order.LESS, Bound.of(value));
            case OPERATOR_LESS_OR_EQUAL -> new Test.Ordered(Test.Order.LESS_OR_EQUAL, Bound.of(value));
            case OPERATOR_GREATER -> new Test.Ordered(Test.Order.GREATER, Bound.of(value));
            case OPERATOR_GREATER_OR_EQUAL -> new Test.Ordered(Test.Order.GREATER_OR_EQUAL, Bound.of(value));
            case OPERATOR_IN -> new Test.In(Set.copyOf(comparison.getValuesList()));
            case OPERATOR_IS_DEFINED -> new Test.IsDefined();
            case OPERATOR_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("a comparison without an operator");
        };
    }
}
