package dev.sluice.worker.ancestry;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the canonical text of one ancestry; facing {@link AncestryText}. */
final class AncestryParser {

    private static final int HEXADECIMAL = 16;

    private final String text;
    private int at;

    AncestryParser(String text) {
        this.text = text;
    }

    Ancestry parse() {
        List<Element> elements = new ArrayList<>();
        do {
            elements.add(element());
        } while (skip('>'));
        if (at < text.length()) {
            throw unexpected();
        }
        return new Ancestry(elements);
    }

    private Element element() {
        var tag = name();
        var id = skip('#') ? name() : "";
        return new Element(tag, id, classes(), attributes());
    }

    private SortedSet<String> classes() {
        var classes = new TreeSet<String>();
        while (skip('.')) {
            classes.add(name());
        }
        return classes;
    }

    private SortedMap<String, String> attributes() {
        var attributes = new TreeMap<String, String>();
        while (skip('[')) {
            var name = name();
            expect('=');
            expect('"');
            attributes.put(name, value());
            expect(']');
        }
        return attributes;
    }

    private String name() {
        var name = new StringBuilder();
        while (at < text.length() && (text.charAt(at) == '\\' || AncestryText.isNameCharacter(text.charAt(at)))) {
            name.append(character());
        }
        if (name.isEmpty()) {
            throw unexpected();
        }
        return name.toString();
    }

    private String value() {
        var value = new StringBuilder();
        while (!skip('"')) {
            value.append(character());
        }
        return value.toString();
    }

    private char character() {
        if (!skip('\\')) {
            return next();
        }
        if (at == text.length() || Character.digit(text.charAt(at), HEXADECIMAL) < 0) {
            return next();
        }
        var end = text.indexOf(' ', at);
        if (end < 0) {
            throw unexpected();
        }
        var code = Integer.parseInt(text, at, end, HEXADECIMAL);
        at = end + 1;
        return (char) code;
    }

    private char next() {
        if (at == text.length()) {
            throw unexpected();
        }
        return text.charAt(at++);
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw unexpected();
        }
    }

    private boolean skip(char c) {
        var there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not the text of an ancestry, at character " + at + ": " + text);
    }
}
