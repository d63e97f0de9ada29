package dev.sluice.local.segment;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a window of time as people write it: {@code 7d}. */
final class WindowConverter implements ITypeConverter<Duration> {

    private static final Pattern WINDOW = Pattern.compile("(\\d{1,9})([dhms])");

    @Override
    public Duration convert(String text) {
        var window = WINDOW.matcher(text);
        if (!window.matches()) {
            throw new TypeConversionException("\"%s\" is not a time such as 7d, 12h, 30m or 90s".formatted(text));
        }
        long number = Long.parseLong(window.group(1));
        return switch (window.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
