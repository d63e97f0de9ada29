package dev.sluice.local.code;

import dev.sluice.definitions.v1.CssSelector;
import dev.sluice.definitions.v1.ElementMatcher;
import dev.sluice.definitions.v1.Matcher;

/** Matchers without what definitions-service adds: selectors are their text. */
final class AsWritten {

    private AsWritten() {}

    static Matcher of(Matcher matcher) {
        return switch (matcher.getKindCase()) {
            case CLICK -> matcher.toBuilder().setClick(of(matcher.getClick())).build();
            case CHANGE ->
                matcher.toBuilder().setChange(of(matcher.getChange())).build();
            case SUBMIT ->
                matcher.toBuilder().setSubmit(of(matcher.getSubmit())).build();
            case PAGEVIEW, CUSTOM, COMBO, KIND_NOT_SET -> matcher;
        };
    }

    private static ElementMatcher of(ElementMatcher element) {
        return element.hasSelector()
                ? element.toBuilder()
                        .setSelector(CssSelector.newBuilder()
                                .setText(element.getSelector().getText()))
                        .build()
                : element;
    }
}
