package dev.sluice.definitions.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Sign Up - Click Link    | sign_up_click_link
            Café Über Ångström      | cafe_uber_angstrom
            Straße / Smørrebrød     | strasse_smorrebrod
            ŁÓDŹ Đakovo Æther œuvre | lodz_dakovo_aether_oeuvre
            İstanbul Iğdır          | istanbul_igdir
            __a__b__                | a_b
            "  $%&  "               | ""
            "😀"                     | ""
            日本 2024                 | 2024
            """)
    void keepsLettersDigitsAndSingleUnderscores(String original, String clean) {
        assertEquals(clean, CleanName.of(original));
    }
}
