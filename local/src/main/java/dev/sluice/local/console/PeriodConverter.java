package dev.sluice.local.console;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a period of time as people write it: {@code 7d}. */
public final class PeriodConverter implements ITypeConverter<Duration> {

    private static final Pattern PERIOD = Pattern.compile("(\\d{1,9})([dhms])");

    @Override
    public Duration convert(String text) {
        var period = PERIOD.matcher(text);
        if (!period.matches()) {
            throw new TypeConversionException("\"%s\" is not a time such as 7d, 12h, 30m or 90s".formatted(text));
        }
        long number = Long.parseLong(period.group(1));
        return switch (period.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
