package dev.sluice.local.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class PeriodConverterTest {

    private final PeriodConverter converter = new PeriodConverter();

    @Test
    void periodsAreWrittenAsPeopleDo() {
        assertEquals(Duration.ofDays(7), converter.convert("7d"));
        assertEquals(Duration.ofHours(12), converter.convert("12h"));
        assertEquals(Duration.ofMinutes(30), converter.convert("30m"));
        assertEquals(Duration.ofSeconds(90), converter.convert("90s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "7 d", "-7d", "7w", "1d12h", "9999999999d"})
    void anythingElseIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> converter.convert(text));
    }
}
