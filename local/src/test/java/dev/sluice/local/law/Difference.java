package dev.sluice.local.law;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The first difference between tables that should be equal, short enough to read. */
final class Difference {

    private static final int SHOWN_ROWS = 5;

    private Difference() {}

    /** @throws AssertionError naming the first table that differs, and the rows in which it does */
    static void none(Map<String, List<String>> expected, Map<String, List<String>> actual) {
        var tables = new TreeSet<>(expected.keySet());
        tables.addAll(actual.keySet());
        for (var table : tables) {
            if (!actual.containsKey(table)) {
                throw new AssertionError("%s is missing".formatted(table));
            }
            if (!expected.containsKey(table)) {
                throw new AssertionError("%s should not be".formatted(table));
            }
            none(table, expected.get(table), actual.get(table));
        }
    }

    static void none(String table, Map<String, ?> expected, Map<String, ?> actual) {
        none(table, lines(expected), lines(actual));
    }

    private static List<String> lines(Map<String, ?> rows) {
        return rows.entrySet().stream()
                .map(row -> row.getKey() + ": " + row.getValue())
                .toList();
    }

    static void none(String table, List<String> expected, List<String> actual) {
        var missing = without(expected, actual);
        var surplus = without(actual, expected);
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            throw new AssertionError(table + shown("should have", missing) + shown("but has", surplus));
        }
    }

    private static List<String> without(List<String> rows, Collection<String> others) {
        var rest = new ArrayList<>(rows);
        others.forEach(rest::remove);
        return rest;
    }

    private static String shown(String what, List<String> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        return rows.stream().limit(SHOWN_ROWS).collect(Collectors.joining("\n    ", "\n  " + what + "\n    ", ""))
                + (rows.size() > SHOWN_ROWS ? "\n    and %d more".formatted(rows.size() - SHOWN_ROWS) : "");
    }
}
