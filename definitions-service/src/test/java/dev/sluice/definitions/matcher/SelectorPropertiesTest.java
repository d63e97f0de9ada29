package dev.sluice.definitions.matcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.definitions.v1.ComplexSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.nodes.Element;

/** What we parse means what jsoup means by the same text, on small random trees. */
class SelectorPropertiesTest {

    @Property(tries = 2_000)
    void parsedStepsSelectWhatJsoupSelects(@ForAll("selectors") String selector, @ForAll long seed)
            throws SelectorSyntaxException {
        var root = tree(new Random(seed));
        var parsed = new SelectorParser(selector).parse();
        assertEquals(Set.copyOf(root.select(selector)), selected(root, parsed), () -> selector + "\n" + root);
    }

    private static Set<Element> selected(Element root, List<ComplexSelector> alternatives) {
        var selected = new HashSet<Element>();
        root.getAllElements().stream()
                .filter(element -> alternatives.stream().anyMatch(steps -> PlainSelection.meets(element, steps)))
                .forEach(selected::add);
        return selected;
    }

    private static Element tree(Random random) {
        var elements = new ArrayList<Element>();
        elements.add(new Element("div"));
        for (int i = 0; i < 12; i++) {
            var parent = elements.get(random.nextInt(elements.size()));
            elements.add(decorate(parent.appendElement(pick(random, "div", "span", "a")), random));
        }
        return elements.getFirst();
    }

    private static Element decorate(Element element, Random random) {
        if (random.nextInt(3) == 0) {
            element.id(pick(random, "one", "two", "a:b"));
        }
        for (var name : List.of("red", "blue", "md:flex")) {
            if (random.nextInt(3) == 0) {
                element.addClass(name);
            }
        }
        if (random.nextInt(2) == 0) {
            element.attr("data-x", pick(random, "1", "two words", "ü"));
        }
        return element;
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    @Provide
    Arbitrary<String> selectors() {
        var combinators = Arbitraries.of(" ", "  ", ">", " > ", "> ");
        var step = Combinators.combine(combinators, compounds()).as((combinator, compound) -> combinator + compound);
        var complex = Combinators.combine(compounds(), step.list().ofMaxSize(3))
                .as((first, rest) -> first + String.join("", rest));
        return complex.list().ofMinSize(1).ofMaxSize(3).map(alternatives -> String.join(" , ", alternatives));
    }

    /** No white space inside brackets: CSS allows it, jsoup takes a quoted value's quotes for part of it then. */
    private static Arbitrary<String> compounds() {
        var types = Arbitraries.of("", "*", "div", "SPAN", "a");
        var simples = Arbitraries.of(
                "#one",
                "#two",
                "#a\\:b",
                ".red",
                ".blue",
                ".md\\:flex",
                "[data-x]",
                "[data-x=1]",
                "[data-x='two words']",
                "[DATA-X=\"ü\"]",
                "[id=one]");
        return Combinators.combine(types, simples.list().ofMaxSize(2))
                .as((type, rest) -> type + String.join("", rest))
                .filter(compound -> !compound.isEmpty());
    }
}
