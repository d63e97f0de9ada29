package dev.sluice.worker.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.ancestry.Element;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Selectors mean on an ancestry what jsoup says they mean in a document. */
class SelectorAgainstJsoupTest {

    private static final List<String> TAGS = List.of("div", "a", "button");
    private static final List<String> NAMES = List.of("x", "buy", "main");

    @Property(tries = 3_000)
    void selectorMeetsWhatJsoupSelects(
            @ForAll("ancestries") List<Element> ancestry, @ForAll("selectors") Selector selector) {
        assertEquals(jsoupMeets(ancestry, text(selector)), selector.meets(ancestry), () -> text(selector));
    }

    private static boolean jsoupMeets(List<Element> ancestry, String selector) {
        org.jsoup.nodes.Element current = null;
        for (var element : ancestry) {
            var child = new org.jsoup.nodes.Element(element.tag());
            if (!element.id().isEmpty()) {
                child.attr("id", element.id());
            }
            element.classes().forEach(child::addClass);
            element.attributes().forEach(child::attr);
            // No document around the root: jsoup would count it as an element.
            current = current == null ? child : current.appendChild(child).child(0);
        }
        return current.is(selector);
    }

    @Provide
    Arbitrary<List<Element>> ancestries() {
        var classes = Arbitraries.of(NAMES).set().ofMaxSize(2);
        var attributes = Arbitraries.maps(Arbitraries.of("role", "href"), Arbitraries.of(NAMES))
                .ofMaxSize(2);
        return Combinators.combine(Arbitraries.of(TAGS), Arbitraries.of("", "x", "main"), classes, attributes)
                .as(Element::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<Selector> selectors() {
        var attribute = Combinators.combine(
                        Arbitraries.of("role", "href", "id"),
                        Arbitraries.of(NAMES).optional())
                .as(Selector.Attribute::new);
        var compound = Combinators.combine(
                        Arbitraries.of("", "div", "a", "button"),
                        Arbitraries.of("x", "main").list().ofMaxSize(1),
                        Arbitraries.of(NAMES).list().ofMaxSize(2),
                        attribute.list().ofMaxSize(1))
                .as(Selector.Compound::new);
        var step = Combinators.combine(Arbitraries.of(Selector.Combinator.class), compound)
                .as(Selector.Step::new);
        return step.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Selector.Complex::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(Selector::new);
    }

    private static String text(Selector selector) {
        return String.join(
                ", ",
                selector.alternatives().stream()
                        .map(SelectorAgainstJsoupTest::text)
                        .toList());
    }

    private static String text(Selector.Complex complex) {
        var text = new StringBuilder();
        for (var step : complex.steps()) {
            if (!text.isEmpty()) {
                text.append(step.combinator() == Selector.Combinator.CHILD ? " > " : " ");
            }
            text.append(text(step.compound()));
        }
        return text.toString();
    }

    private static String text(Selector.Compound compound) {
        var parts = new ArrayList<String>();
        parts.add(compound.type().isEmpty() ? "*" : compound.type());
        compound.ids().forEach(id -> parts.add("#" + id));
        compound.classes().forEach(name -> parts.add("." + name));
        compound.attributes()
                .forEach(test -> parts.add("[" + test.name()
                        + test.value().map(value -> "=" + value).orElse("") + "]"));
        return String.join("", parts);
    }
}
