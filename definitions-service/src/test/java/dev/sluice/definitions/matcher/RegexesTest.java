package dev.sluice.definitions.matcher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "^/blog/[0-9]{4}/",
                "(?i)checkout|cart",
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "(\\d{1,3}\\.){3}\\d{1,3}",
                "\\x{100000}"
            })
    void ordinaryExpressionsPass(String regex) {
        assertDoesNotThrow(() -> Regexes.check("value", regex));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[a", "a**", "(?=a)", "\\", "a{1001}", "(a{1000}){1000}", "((((a{1000}){1000}){1000}){1000})"})
    void whatDoesNotCompileOrWouldTakeAllMemoryIsRefused(String regex) {
        var refused = assertThrows(Failure.Invalid.class, () -> Regexes.check("value", regex));
        assertEquals(ErrorReason.ERROR_REASON_REGEX_INVALID, refused.reason());
    }
}
