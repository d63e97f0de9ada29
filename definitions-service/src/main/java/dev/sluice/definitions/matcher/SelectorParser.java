package dev.sluice.definitions.matcher;

import dev.sluice.definitions.v1.AttributeTest;
import dev.sluice.definitions.v1.Combinator;
import dev.sluice.definitions.v1.ComplexSelector;
import dev.sluice.definitions.v1.CompoundSelector;
import dev.sluice.definitions.v1.SelectorStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Parses the grammar of selectors in the contract: type, {@code *}, #id, .class, [attr], [attr=value], descendant,
 * child and comma, with CSS escapes. Anything else is refused by its name, never ignored: a selector that silently
 * meant something wider would fill a table with wrong events.
 */
final class SelectorParser {

    private final SelectorText text;

    SelectorParser(String text) {
        this.text = new SelectorText(text);
    }

    List<ComplexSelector> parse() throws SelectorSyntaxException {
        var alternatives = new ArrayList<ComplexSelector>();
        do {
            alternatives.add(complex());
        } while (text.skip(','));
        if (!text.atEnd()) {
            throw text.unsupported();
        }
        return alternatives;
    }

    private ComplexSelector complex() throws SelectorSyntaxException {
        text.skipSpace();
        var steps = ComplexSelector.newBuilder();
        var combinator = Combinator.COMBINATOR_UNSPECIFIED;
        do {
            steps.addSteps(SelectorStep.newBuilder().setCombinator(combinator).setCompound(compound()));
            combinator = combinator();
        } while (combinator != Combinator.COMBINATOR_UNSPECIFIED);
        return steps.build();
    }

    /** Unspecified where no further step comes. */
    private Combinator combinator() {
        boolean spaced = text.skipSpace();
        if (text.skip('>')) {
            text.skipSpace();
            return Combinator.COMBINATOR_CHILD;
        }
        return spaced && !text.atEnd() && text.peek() != ','
                ? Combinator.COMBINATOR_DESCENDANT
                : Combinator.COMBINATOR_UNSPECIFIED;
    }

    private CompoundSelector compound() throws SelectorSyntaxException {
        var compound = CompoundSelector.newBuilder();
        boolean any = text.skip('*');
        if (!any && text.atIdentifier()) {
            compound.setType(text.identifier().toLowerCase(Locale.ROOT));
            any = true;
        }
        while (simple(compound)) {
            any = true;
        }
        if (!any) {
            throw text.unsupported();
        }
        return compound.build();
    }

    private boolean simple(CompoundSelector.Builder compound) throws SelectorSyntaxException {
        if (text.skip('#')) {
            compound.addIds(text.identifier());
        } else if (text.skip('.')) {
            compound.addClasses(text.identifier());
        } else if (text.skip('[')) {
            compound.addAttributes(attribute());
        } else {
            return false;
        }
        return true;
    }

    private AttributeTest attribute() throws SelectorSyntaxException {
        text.skipSpace();
        var attribute = AttributeTest.newBuilder().setName(text.identifier().toLowerCase(Locale.ROOT));
        text.skipSpace();
        if (text.skip('=')) {
            text.skipSpace();
            var value = text.attributeValue();
            if (attribute.getName().equals("class") && value.chars().anyMatch(CssLetters::isSpace)) {
                throw text.classesInAttribute();
            }
            attribute.setValue(value);
            text.skipSpace();
        }
        if (!text.skip(']')) {
            throw text.unsupportedInAttribute();
        }
        return attribute.build();
    }
}
