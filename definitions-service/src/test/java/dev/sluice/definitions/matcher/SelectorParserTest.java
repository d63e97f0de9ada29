package dev.sluice.definitions.matcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.definitions.v1.AttributeTest;
import dev.sluice.definitions.v1.Combinator;
import dev.sluice.definitions.v1.CompoundSelector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorParserTest {

    @Test
    void readsEveryPartOfTheGrammar() throws SelectorSyntaxException {
        var parsed = new SelectorParser("NAV > a.btn.Primary#buy[data-SKU] [href=\"/x y\"] , *").parse();

        assertEquals(2, parsed.size());
        var steps = parsed.getFirst().getStepsList();
        assertEquals(
                List.of(
                        Combinator.COMBINATOR_UNSPECIFIED,
                        Combinator.COMBINATOR_CHILD,
                        Combinator.COMBINATOR_DESCENDANT),
                steps.stream().map(step -> step.getCombinator()).toList());
        assertEquals("nav", steps.get(0).getCompound().getType());
        assertEquals(
                CompoundSelector.newBuilder()
                        .setType("a")
                        .addClasses("btn")
                        .addClasses("Primary")
                        .addIds("buy")
                        .addAttributes(AttributeTest.newBuilder().setName("data-sku"))
                        .build(),
                steps.get(1).getCompound());
        assertEquals("/x y", steps.get(2).getCompound().getAttributes(0).getValue());
        assertEquals(
                CompoundSelector.getDefaultInstance(), parsed.get(1).getSteps(0).getCompound());
    }

    @Test
    void readsEscapes() throws SelectorSyntaxException {
        var parsed = new SelectorParser(".md\\:flex.\\31 0#a\\.b[title='it\\'s \\1F600 !']").parse();

        var compound = parsed.getFirst().getSteps(0).getCompound();
        assertEquals(List.of("md:flex", "10"), compound.getClassesList());
        assertEquals(List.of("a.b"), compound.getIdsList());
        assertEquals("it's 😀!", compound.getAttributes(0).getValue());
    }

    @Test
    void whiteSpaceInsideBracketsMeansNothing() throws SelectorSyntaxException {
        assertEquals(new SelectorParser("[a='b c']").parse(), new SelectorParser("[ a\t= 'b c'\n]").parse());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a:hover          | a pseudo-class (:) at position 2
            p::first-line    | a pseudo-element (::) at position 2
            a + b            | the next-sibling combinator (+) at position 3
            a ~ b            | the subsequent-sibling combinator (~) at position 3
            [href^=x]        | the attribute operator ^= at position 6
            [a=b i]          | an attribute flag at position 6
            `svg|a`          | `a namespace (|) at position 4`
            a,               | an unexpected end at position 3
            > a              | an unexpected ">" at position 1
            a > > b          | an unexpected ">" at position 5
            `#`              | an unexpected end at position 2
            .5x              | a name that starts with a digit (write it as \\35 ) at position 2
            [a="x]           | a string that is not closed at position 4
            [a=/x]           | a missing attribute value (quote it unless it is one word) at position 4
            [a               | an unexpected end at position 3
            [class="a b"]    | several classes in one value (write each with a dot: .first.second) at position 13
            *a               | an unexpected "a" at position 2
            a /* x */ b      | a comment (/) at position 3
            `   `            | an unexpected end at position 4
            """)
    void namesWhatIsNotSupportedAndWhere(String selector, String problem) {
        var refused = assertThrows(SelectorSyntaxException.class, () -> new SelectorParser(selector).parse());
        assertEquals("is not a supported selector: " + problem.replace("\\\\", "\\"), refused.getMessage());
    }
}
