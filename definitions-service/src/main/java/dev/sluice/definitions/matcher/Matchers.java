package dev.sluice.definitions.matcher;

import dev.sluice.definitions.v1.ComboMatcher;
import dev.sluice.definitions.v1.ElementMatcher;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;

/**
 * Checks a client's matcher and puts it into the form that is stored: selectors parsed, fields unknown to the contract
 * dropped. Whether a combo's parts exist is for the owner of the definitions to say.
 */
public final class Matchers {

    private static final TextRule CUSTOM_NAME = TextRule.data(1, 1_024);
    private static final int MOST_PARTS = 100;

    private Matchers() {}

    public static Matcher checked(String field, Matcher matcher) {
        var checked = matcher.toBuilder();
        switch (matcher.getKindCase()) {
            case PAGEVIEW -> {}
            case CLICK -> checked.setClick(element(field + ".click", matcher.getClick()));
            case CHANGE -> checked.setChange(element(field + ".change", matcher.getChange()));
            case SUBMIT -> checked.setSubmit(element(field + ".submit", matcher.getSubmit()));
            case CUSTOM ->
                CUSTOM_NAME.check(field + ".custom.name", matcher.getCustom().getName());
            case COMBO -> checkCombo(field + ".combo.event_definition_ids", matcher.getCombo());
            case KIND_NOT_SET ->
                throw new Failure.Invalid(field, "must be one of pageview, click, change, submit, custom, combo");
        }
        if (matcher.hasWhere()) {
            new ConditionCheck().check(field + ".where", matcher.getWhere());
        }
        return StoredMatcher.parse(StoredMatcher.print(checked.build()));
    }

    private static ElementMatcher element(String field, ElementMatcher element) {
        return element.hasSelector()
                ? element.toBuilder()
                        .setSelector(Selectors.parsed(
                                field + ".selector.text", element.getSelector().getText()))
                        .build()
                : element;
    }

    private static void checkCombo(String field, ComboMatcher combo) {
        int parts = combo.getEventDefinitionIdsCount();
        if (parts < 1 || parts > MOST_PARTS) {
            throw new Failure.Invalid(field, "must be 1 to 100 definitions");
        }
    }
}
