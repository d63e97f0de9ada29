package dev.sluice.definitions.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakeAccountTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            myorg-account123                 , myorg-account123
            MyOrg-Account123                 , myorg-account123
            myorg-my_account                 , myorg-my-account
            myorg-my-account                 , myorg-my-account
            myorg-account123.privatelink     , myorg-account123
            xy12345                          , xy12345
            xy12345.eu-central-1             , xy12345.eu-central-1
            XY12345.us-east-2.aws            , xy12345.us-east-2.aws
            xy12345.fhplus.us-gov-west-1.aws , xy12345.fhplus.us-gov-west-1.aws
            xy12345.us-east-1.privatelink    , xy12345.us-east-1
            """)
    void everySpellingOfAnAccountIsOne(String text, String canonical) {
        var account = SnowflakeAccount.parse("account", text);
        assertEquals(canonical, account.canonical());
        assertEquals(text, account.text(), "the text is kept as it was given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-a",
                "a-",
                "_a",
                "a.",
                ".a",
                "a..b",
                "a b",
                "a/b",
                "a:443",
                "a?role=x",
                "a#b",
                "a@b",
                "a%2Fb",
                "a\n",
                "ä",
                "https://xy12345",
                "a.b.c.d.e.f"
            })
    void whatCouldLeadElsewhereIsRefused(String text) {
        assertRefused("must be organization-account, or a locator", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xy12345.snowflakecomputing.com",
                "https://myorg-a.snowflakecomputing.com/",
                "XY12345.SnowflakeComputing.cn"
            })
    void hostIsNoAccount(String text) {
        assertRefused("must be the account's identifier, without snowflakecomputing.com", text);
    }

    @Test
    void longestHas200CharactersAndAPart63() {
        var part = "a".repeat(49);
        var longest = "%s.%s.%s.%s".formatted(part, part, part, part + "b");
        assertEquals(200, longest.length());
        SnowflakeAccount.parse("account", longest);
        assertRefused("must be organization-account", longest + "c");
        SnowflakeAccount.parse("account", "a".repeat(63));
        assertRefused("must be organization-account", "a".repeat(64));
    }

    private static void assertRefused(String rule, String text) {
        var refusal = assertThrows(Failure.Invalid.class, () -> SnowflakeAccount.parse("account", text));
        assertEquals("account", refusal.field());
        assertTrue(refusal.getMessage().startsWith("account " + rule), refusal.getMessage());
    }
}
