package dev.sluice.definitions.matcher;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import java.util.Locale;

/** Checks that a regular expression compiles, and to a program of sane size. */
final class Regexes {

    /** A repeat of an atom counts for itself only; one of a group multiplies all that stands inside. */
    private static final java.util.regex.Pattern COUNTED =
            java.util.regex.Pattern.compile("(^|.)\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}", java.util.regex.Pattern.DOTALL);

    private static final String MAY_END_A_GROUP = ")}*+?";
    private static final long LARGEST = 100_000;
    /** The library refuses more; a larger number in braces is a code point. */
    private static final long MOST_REPEATS = 1_000;

    private Regexes() {}

    static void check(String field, String regex) {
        if (size(regex) > LARGEST) {
            throw invalid(
                    field,
                    String.format(
                            Locale.ROOT, "must not grow beyond %,d steps when its repeats are written out", LARGEST));
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw invalid(field, "must be a valid RE2 regular expression: " + e.getDescription());
        }
    }

    /**
     * An upper bound of the compiled program. The library writes every counted repeat out, so that nested ones in a
     * short text would take all memory; whatever this misreads only makes the bound larger.
     */
    private static long size(String regex) {
        double nested = 1;
        double atoms = regex.length();
        var repeats = COUNTED.matcher(regex);
        for (int from = 0; repeats.find(from); from = repeats.end() - 1) {
            double times = times(repeats.group(2), repeats.group(3));
            if (repeats.group(1).isEmpty() || MAY_END_A_GROUP.contains(repeats.group(1))) {
                nested *= times;
            } else {
                atoms += times;
            }
        }
        return (long) (nested * atoms);
    }

    private static long times(String least, String most) {
        long count = Long.parseLong(most == null || most.isEmpty() ? least : most);
        return count == 0 || count > MOST_REPEATS ? 1 : count;
    }

    private static Failure.Invalid invalid(String field, String rule) {
        return new Failure.Invalid(ErrorReason.ERROR_REASON_REGEX_INVALID, field, rule);
    }
}
