package dev.sluice.worker.ancestry;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One element of a page.
 *
 * @param id empty where it has none
 */
public record Element(String tag, String id, SortedSet<String> classes, SortedMap<String, String> attributes) {

    public Element {
        if (tag.isEmpty() || classes.contains("") || attributes.containsKey("")) {
            throw new IllegalArgumentException("an element's tag, classes and attributes must have names");
        }
        classes = Collections.unmodifiableSortedSet(new TreeSet<>(classes));
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    public static Element of(String tag, String id, Collection<String> classes, Map<String, String> attributes) {
        return new Element(tag, id, new TreeSet<>(classes), new TreeMap<>(attributes));
    }
}
