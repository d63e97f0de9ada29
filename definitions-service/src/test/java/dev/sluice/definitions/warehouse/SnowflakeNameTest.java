package dev.sluice.definitions.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakeNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            analytics      | ANALYTICS  | ANALYTICS
            Analytics_2$   | ANALYTICS_2$ | ANALYTICS_2$
            _x             | _X         | _X
            "ANALYTICS"    | ANALYTICS  | ANALYTICS
            "analytics"    | analytics  | "analytics"
            "2 b or !2b"   | 2 b or !2b | "2 b or !2b"
            "a ""b"" c"    | a "b" c    | "a ""b"" c"
            "größe"        | größe      | "größe"
            """)
    void isFoldedUnlessInQuotes(String given, String exact, String shown) {
        var name = SnowflakeName.parse("role", given);
        assertEquals(exact, name.exact());
        assertEquals(shown, name.shown());
        assertEquals(name, SnowflakeName.parse("role", name.shown()), "what is shown is the same name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "\"",
                "\"a",
                "a\"",
                "\"a\"b\"",
                "\"a\nb\"",
                "\"a\0\"",
                "1a",
                "$a",
                "a b",
                "a.b",
                "a-b",
                "ä"
            })
    void whatSqlWouldNotTakeForANameIsRefused(String given) {
        assertRefused(given);
    }

    @Test
    void longestHas255Characters() {
        assertEquals(
                "X".repeat(255), SnowflakeName.parse("role", "x".repeat(255)).exact());
        assertRefused("x".repeat(256));
        var quotes = "\"" + "\"\"".repeat(255) + "\"";
        assertEquals("\"".repeat(255), SnowflakeName.parse("role", quotes).exact());
        assertRefused("\"" + "x".repeat(256) + "\"");
    }

    private static void assertRefused(String given) {
        var refusal = assertThrows(Failure.Invalid.class, () -> SnowflakeName.parse("role", given));
        assertEquals("role", refusal.field());
        assertTrue(refusal.getMessage().startsWith("role must be a name of 1 to 255 characters"), refusal.getMessage());
    }
}
