package dev.sluice.local.demo;

import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what the warehouse shows with what the sample data says it must. */
final class Checks {

    private final List<String> wrong = new ArrayList<>();
    private int made;

    void equal(String what, long expected, long actual) {
        made++;
        if (expected != actual) {
            wrong.add("%s: expected %,d, found %,d".formatted(what, expected, actual));
        }
    }

    void equal(Map<String, Long> expected, Counts actual) {
        expected.forEach(
                (table, rows) -> equal("rows of " + table, rows, actual.rows().get(table)));
    }

    /** Says that all were right, or fails with those that were not. */
    void conclude(Output output) {
        if (!wrong.isEmpty()) {
            throw new CommandFailure("the warehouse is wrong:\n  " + String.join("\n  ", wrong));
        }
        output.say("Checked: %d numbers, counted from the sample data itself, all agree.".formatted(made));
    }
}
