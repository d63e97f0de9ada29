package dev.sluice.local.definition;

import dev.sluice.definitions.v1.ComboMatcher;
import dev.sluice.definitions.v1.Comparison;
import dev.sluice.definitions.v1.Condition;
import dev.sluice.definitions.v1.CssSelector;
import dev.sluice.definitions.v1.CustomMatcher;
import dev.sluice.definitions.v1.ElementMatcher;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.definitions.v1.PageviewMatcher;

/** The matchers that most definitions need. */
public final class Matchers {

    private Matchers() {}

    public static Matcher pageviews() {
        return Matcher.newBuilder()
                .setPageview(PageviewMatcher.getDefaultInstance())
                .build();
    }

    public static Matcher clicks(String css) {
        return Matcher.newBuilder().setClick(element(css)).build();
    }

    public static Matcher changes(String css) {
        return Matcher.newBuilder().setChange(element(css)).build();
    }

    public static Matcher submits(String css) {
        return Matcher.newBuilder().setSubmit(element(css)).build();
    }

    public static Matcher custom(String name) {
        return Matcher.newBuilder()
                .setCustom(CustomMatcher.newBuilder().setName(name))
                .build();
    }

    public static Matcher combo(EventDefinition... parts) {
        var combo = ComboMatcher.newBuilder();
        for (var part : parts) {
            combo.addEventDefinitionIds(part.getId());
        }
        return Matcher.newBuilder().setCombo(combo).build();
    }

    public static Matcher where(Matcher matcher, String column, Operator operator, String value) {
        return matcher.toBuilder()
                .setWhere(Condition.newBuilder()
                        .setComparison(Comparison.newBuilder()
                                .setColumn(column)
                                .setOperator(operator)
                                .addValues(value)))
                .build();
    }

    private static ElementMatcher element(String css) {
        return ElementMatcher.newBuilder()
                .setSelector(CssSelector.newBuilder().setText(css))
                .build();
    }
}
