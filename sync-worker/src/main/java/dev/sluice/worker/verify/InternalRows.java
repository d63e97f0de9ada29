package dev.sluice.worker.verify;

import dev.sluice.worker.plan.Comparison;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares rows that should stand in the internal schema with those that do, by expressions over rows {@code r}. */
final class InternalRows {

    private InternalRows() {}

    /**
     * @param expected an expression for each column over what should be there; the key comes first
     * @param from what should be there, with its condition
     * @param actual the same over what is there
     * @param in what is there
     */
    static Comparison compare(List<String> expected, String from, List<String> actual, String in) {
        return new Comparison(expected.size(), select(expected, from), select(actual, in));
    }

    static Comparison compare(List<String> columns, String from, String in) {
        return compare(columns, from, columns, in);
    }

    private static String select(List<String> values, String from) {
        return "SELECT %s FROM %s"
                .formatted(
                        IntStream.range(0, values.size())
                                .mapToObj(place -> "%s AS c%d".formatted(values.get(place), place))
                                .collect(Collectors.joining(", ")),
                        from);
    }
}
