package dev.sluice.worker.ancestry;

import java.util.List;

/**
 * The elements from a page's root to the target of a click, change or submit; at least the target. {@link
 * AncestryText} gives it its canonical text.
 */
public record Ancestry(List<Element> elements) {

    public Ancestry {
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("an ancestry must have at least its target");
        }
        elements = List.copyOf(elements);
    }

    /** The ancestry whose canonical text this is; any other text is an {@link IllegalArgumentException}. */
    public static Ancestry parse(String text) {
        return new AncestryParser(text).parse();
    }

    public Element target() {
        return elements.getLast();
    }
}
