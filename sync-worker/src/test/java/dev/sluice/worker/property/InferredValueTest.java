package dev.sluice.worker.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.plan.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value's type is the narrowest that holds it without loss. */
class InferredValueTest {

    @ParameterizedTest
    @CsvSource({
        "0, BIGINT, false",
        "-9007199254740992, BIGINT, false",
        "9007199254740993, BIGINT, true",
        "9223372036854775807, BIGINT, true",
        "-9223372036854775808, BIGINT, true",
        "9223372036854775808, TEXT, false",
        "123456789012345678901234567890, TEXT, false"
    })
    void integerBeyond64BitsStaysTextWithEveryDigit(String digits, ColumnType type, boolean wide) {
        assertEquals(new InferredValue(digits, type, wide), InferredValue.ofInteger(digits));
    }

    @ParameterizedTest
    @CsvSource({"0.1, DOUBLE", "1e3, DOUBLE", "-1.50, DOUBLE", "0.12345678901234567890123, TEXT", "1e999, TEXT"})
    void numberThatADoubleWouldRoundStaysText(String literal, ColumnType type) {
        assertEquals(new InferredValue(literal, type, false), InferredValue.ofNumber(literal));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, TIMESTAMP",
        "2026-03-01T10:00:00.123456+02:00, TIMESTAMP",
        "2026-03-01T10:00:00.1234567Z, TEXT",
        "2026-03-01T10:00:00, TEXT",
        "2026-03-01, TEXT",
        "2026-02-30T10:00:00Z, TEXT",
        "0000-01-01T00:00:00Z, TEXT",
        "42, TEXT",
        "true, TEXT"
    })
    void onlyACompleteDateTimeWithAnOffsetIsATimestamp(String text, ColumnType type) {
        assertEquals(new InferredValue(text, type, false), InferredValue.ofText(text));
    }

    @Test
    void numbersKeepTheDigitsTheyWereWrittenWith() {
        var values = PropertyReader.ofEvent("{\"a\": 1.50, \"b\": \"7\", \"c\": false, \"d\": 12}");
        assertEquals("1.50", values.get("a").text());
        assertEquals(ColumnType.TEXT, values.get("b").type());
        assertEquals(ColumnType.BOOLEAN, values.get("c").type());
        assertEquals(ColumnType.BIGINT, values.get("d").type());
    }
}
