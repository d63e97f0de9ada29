package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Layout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables that a run leaves out, so that they stop no other: what has failed, and what is not ours.
 *
 * @param failures by table
 * @param refused tables that failed in this very run
 */
record LeftOut(Map<String, TableFailure> failures, Set<String> refused) {

    static final LeftOut NOTHING = new LeftOut(Map.of(), Set.of());

    /** A run that meets more does not begin once more: something is wrong with all of them. */
    private static final int MOST_REFUSED = 10;

    LeftOut {
        failures = Map.copyOf(failures);
        refused = Set.copyOf(refused);
    }

    /** What failed in earlier runs, and is not to be tried again yet. */
    static LeftOut waiting(List<TableFailure> failures) {
        return new LeftOut(
                failures.stream().collect(Collectors.toMap(TableFailure::table, failure -> failure)), Set.of());
    }

    /** @throws TableFailed where too many have failed */
    LeftOut with(TableFailed failed) {
        if (refused.size() == MOST_REFUSED) {
            throw failed;
        }
        var tables = new HashMap<>(failures);
        tables.put(failed.failure().table(), failed.failure());
        var more = new HashSet<>(refused);
        more.add(failed.failure().table());
        return new LeftOut(tables, more);
    }

    /**
     * Does a run, and does it again without each table that fails.
     *
     * @param again told of each such table
     * @throws TableFailed where too many have failed
     */
    static <T> T withoutFailing(LeftOut first, Function<LeftOut, T> run, Consumer<TableFailure> again) {
        var leftOut = first;
        while (true) {
            try {
                return run.apply(leftOut);
            } catch (TableFailed failed) {
                leftOut = leftOut.with(failed);
                again.accept(failed.failure());
            }
        }
    }

    /** With what has the name of a table that is wanted; without what is wanted no more, or made from something else by now. */
    LeftOut in(Actual actual, Desired desired, Layout layout) {
        var left = new TreeMap<String, TableFailure>();
        desired.synced().forEach((table, fingerprint) -> {
            if (actual.taken().contains(table)) {
                left.put(table, taken(table, fingerprint, layout));
            } else if (failures.containsKey(table)
                    && failures.get(table).fingerprint().equals(fingerprint)) {
                left.put(table, failures.get(table));
            }
        });
        return new LeftOut(left, refused);
    }

    private static TableFailure taken(String table, String fingerprint, Layout layout) {
        return new TableFailure(
                table,
                fingerprint,
                TableFailure.Kind.NAME_TAKEN,
                "%s.%s is there, but Sluice did not make it, and leaves it alone; give it another name, or drop it"
                        .formatted(layout.schema(), table));
    }

    /** Says that a table failed, where the run can be done without it. */
    RuntimeException without(ChangeFailed failed, Desired desired) {
        return failureOf(failed, desired)
                .<RuntimeException>map(failure -> new TableFailed(failure, failed))
                .orElse(failed);
    }

    private Optional<TableFailure> failureOf(ChangeFailed failed, Desired desired) {
        return failed.table()
                .filter(table -> !failures.containsKey(table))
                .flatMap(table -> Optional.ofNullable(desired.synced().get(table))
                        .map(fingerprint -> new TableFailure(
                                table, fingerprint, TableFailure.Kind.CHANGE_REFUSED, failed.getMessage())));
    }

    /**
     * With tables that failed when all else was committed.
     *
     * @throws ChangeFailed of what is over all tables
     */
    LeftOut and(List<ChangeFailed> failed, Desired desired) {
        var tables = new HashMap<>(failures);
        for (var each : failed) {
            var failure = failureOf(each, desired).orElseThrow(() -> each);
            tables.put(failure.table(), failure);
        }
        return new LeftOut(tables, refused);
    }

    /** Failures that another has not. */
    List<TableFailure> beyond(LeftOut other) {
        return list().stream()
                .filter(failure -> !other.failures.containsKey(failure.table()))
                .toList();
    }

    Set<String> tables() {
        return failures.keySet();
    }

    boolean isEmpty() {
        return failures.isEmpty();
    }

    /** In the order of the tables' names. */
    List<TableFailure> list() {
        return List.copyOf(new TreeMap<>(failures).values());
    }
}
