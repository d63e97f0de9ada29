package dev.sluice.definitions.matcher;

import dev.sluice.definitions.v1.CssSelector;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;

/** Turns the text of a CSS selector into the alternatives by which elements are judged. */
final class Selectors {

    private static final TextRule TEXT = TextRule.data(1, 1_024);

    private Selectors() {}

    static CssSelector parsed(String field, String text) {
        TEXT.check(field, text);
        try {
            return CssSelector.newBuilder()
                    .setText(text)
                    .addAllAlternatives(new SelectorParser(text).parse())
                    .build();
        } catch (SelectorSyntaxException e) {
            throw new Failure.Invalid(ErrorReason.ERROR_REASON_SELECTOR_INVALID, field, e.getMessage());
        }
    }
}
