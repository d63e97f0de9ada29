package dev.sluice.definitions.matcher;

import dev.sluice.definitions.v1.AttributeTest;
import dev.sluice.definitions.v1.ComplexSelector;
import dev.sluice.definitions.v1.CompoundSelector;
import org.jsoup.nodes.Element;

/** Judges one element by parsed steps, in the plainest way there is. */
final class PlainSelection {

    private PlainSelection() {}

    static boolean meets(Element element, ComplexSelector selector) {
        return meets(element, selector, selector.getStepsCount() - 1);
    }

    private static boolean meets(Element element, ComplexSelector selector, int last) {
        if (element == null || !meets(element, selector.getSteps(last).getCompound())) {
            return false;
        }
        return switch (selector.getSteps(last).getCombinator()) {
            case COMBINATOR_CHILD -> meets(element.parent(), selector, last - 1);
            case COMBINATOR_DESCENDANT ->
                element.parents().stream().anyMatch(ancestor -> meets(ancestor, selector, last - 1));
            case COMBINATOR_UNSPECIFIED, UNRECOGNIZED -> last == 0;
        };
    }

    private static boolean meets(Element element, CompoundSelector compound) {
        return (compound.getType().isEmpty() || compound.getType().equals(element.tagName()))
                && compound.getIdsList().stream().allMatch(element.id()::equals)
                && element.classNames().containsAll(compound.getClassesList())
                && compound.getAttributesList().stream().allMatch(test -> meets(element, test));
    }

    private static boolean meets(Element element, AttributeTest test) {
        return element.hasAttr(test.getName())
                && (!test.hasValue() || element.attr(test.getName()).equals(test.getValue()));
    }
}
