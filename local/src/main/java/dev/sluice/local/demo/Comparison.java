package dev.sluice.local.demo;

import java.util.List;

/** Two moments of the same tables side by side. */
final class Comparison {

    private Comparison() {}

    static List<List<Object>> of(Counts before, Counts after) {
        return after.rows().entrySet().stream()
                .map(each -> row(each.getKey(), before.rows().get(each.getKey()), each.getValue()))
                .toList();
    }

    private static List<Object> row(String table, long before, long after) {
        return List.of(table, before, after, before == after ? "" : "%+d".formatted(after - before));
    }
}
