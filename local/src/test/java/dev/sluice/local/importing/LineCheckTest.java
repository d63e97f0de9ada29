package dev.sluice.local.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines can be sent, and how. */
final class LineCheckTest {

    private final LineCheck check = new LineCheck();

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1}}", "{\"a\":1} {\"b\":2}", "nonsense", "[1]", "\"text\"", "{\"a\":\u0001}"})
    void whatIsNoJsonObjectIsRefusedWithItsNumber(String line) {
        var refused = assertInstanceOf(CheckedLine.Refused.class, check.check(line(7, line)));
        assertEquals(7, refused.line().number());
    }

    @Test
    void bytesThatAreNoCharactersAreRefused() {
        var line = new SourceLine(1, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}, false);
        assertInstanceOf(CheckedLine.Refused.class, check.check(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\r", "\t "})
    void blankLinesAreNothing(String line) {
        assertInstanceOf(CheckedLine.Blank.class, check.check(line(1, line)));
    }

    @Test
    void aCallWithAnIdIsSentByteByByte() {
        var line = "{ \"messageId\" : \"m\", \"n\": 1.10e2, \"n\": 3 }";
        assertEquals(line, sent(1, line));
    }

    @Test
    void aCallWithoutAnIdGetsTheSameOneEachTimeAndKeepsItsDigits() {
        var line = "{\"type\":\"page\",\"properties\":{\"price\":1.10,\"big\":12345678901234567890}}";
        assertEquals(sent(3, line), sent(3, line));
        assertNotEquals(sent(3, line), sent(4, line));
        assertTrue(sent(3, line).contains("\"price\":1.10,\"big\":12345678901234567890"), sent(3, line));
        assertTrue(sent(3, line).contains("\"messageId\":\"import-"), sent(3, line));
    }

    private String sent(long number, String line) {
        var call = assertInstanceOf(CheckedLine.Call.class, check.check(line(number, line)));
        return new String(call.json(), StandardCharsets.UTF_8);
    }

    private static SourceLine line(long number, String text) {
        return new SourceLine(number, text.getBytes(StandardCharsets.UTF_8), false);
    }
}
