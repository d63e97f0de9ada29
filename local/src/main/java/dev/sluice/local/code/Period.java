package dev.sluice.local.code;

import dev.sluice.local.console.PeriodConverter;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Times as files have them: {@code 7d}, {@code 12h}, {@code 30m}, {@code 90s}. */
final class Period {

    private static final PeriodConverter CONVERTER = new PeriodConverter();

    private Period() {}

    /** @throws Wrong when it is none */
    static Duration read(String text) {
        try {
            return CONVERTER.convert(text);
        } catch (TypeConversionException e) {
            throw new Wrong(e.getMessage());
        }
    }

    /** In the largest unit that it is a whole number of. */
    static String write(Duration period) {
        long seconds = period.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0 && seconds > 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
