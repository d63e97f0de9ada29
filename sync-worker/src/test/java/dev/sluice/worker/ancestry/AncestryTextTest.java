package dev.sluice.worker.ancestry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AncestryTextTest {

    @Test
    void canonicalTextIsSortedAndEscaped() {
        var ancestry = new Ancestry(List.of(
                Element.of("html", "", List.of(), Map.of()),
                Element.of("div", "1st", List.of("wide", "a:b"), Map.of()),
                Element.of("a", "", List.of("buy"), Map.of("rel", "say \"hi\"\n", "href", "/x>y"))));
        assertEquals(
                "html>div#\\31 st.a\\:b.wide>a.buy[href=\"/x>y\"][rel=\"say \\\"hi\\\"\\a \"]",
                AncestryText.of(ancestry));
    }

    @Test
    void orderAndRepetitionOfClassesDoNotMatter() {
        assertEquals(
                Element.of("a", "", List.of("x", "y", "x"), Map.of()),
                Element.of("a", "", List.of("y", "x"), Map.of()));
    }

    @Property
    void parsedTextIsTheSameAncestry(@ForAll("ancestries") Ancestry ancestry) {
        assertEquals(ancestry, Ancestry.parse(AncestryText.of(ancestry)));
    }

    @Property
    void differentAncestriesHaveDifferentTexts(
            @ForAll("ancestries") Ancestry one, @ForAll("ancestries") Ancestry other) {
        assertEquals(one.equals(other), AncestryText.of(one).equals(AncestryText.of(other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ">", "a>", "a.", "a[", "a[x]", "a[x=\"y]", "a b", "a\\", "a\\3", "a#x#y", "a.c#x"})
    void otherTextIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Ancestry.parse(text));
    }

    @Provide
    static Arbitrary<Ancestry> ancestries() {
        var name = text().ofMinLength(1);
        return Combinators.combine(
                        name,
                        text(),
                        name.set().ofMaxSize(3),
                        Arbitraries.maps(name, text()).ofMaxSize(3))
                .as(Element::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(Ancestry::new);
    }

    private static StringArbitrary text() {
        return Arbitraries.strings()
                .withChars("ab-_09.#>[]=\"\\ \n\té")
                .withCharRange('\u0001', '\uffff')
                .ofMaxLength(5);
    }
}
