package dev.sluice.worker.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators of comparisons. */
class TestTest {

    @ParameterizedTest
    @CsvSource({
        "9, 10, true",
        "10, 9, false",
        "9.5, 10, true",
        "-1e3, 0, true",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00+01:00, false",
        "2025-12-31T23:30:00Z, 2026-01-01T00:00:00Z, true",
        "abc, 10, false",
        "9, abc, false",
        "2026-01-01, 10, false"
    })
    void lessComparesNumbersAndInstantsAndNothingElse(String value, String bound, boolean met) {
        assertEquals(met, new Test.Ordered(Test.Order.LESS, Bound.of(bound)).met(value));
    }

    @ParameterizedTest
    @CsvSource({
        "/blog/*, /blog/a/b, true",
        "/blog/?, /blog/ab, false",
        "*.pdf, report.pdf, true",
        "*.pdf, reportXpdf, false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "(x), (x), true"
    })
    void globMatchesTheWholeValue(String glob, String value, boolean met) {
        assertEquals(met, new Test.Finds(Glob.compile(glob)).met(value));
    }

    @org.junit.jupiter.api.Test
    void absentValueMeetsNothingButNotEquals() {
        assertTrue(new Test.NotEquals("x").met(null));
        assertFalse(new Test.Equals("x").met(null));
        assertFalse(new Test.Contains("").met(null));
        assertFalse(new Test.Finds(Pattern.compile("")).met(null));
        assertFalse(new Test.In(Set.of("x")).met(null));
        assertFalse(new Test.IsDefined().met(null));
        assertFalse(new Test.Ordered(Test.Order.LESS, Bound.of("1")).met(null));
    }
}
