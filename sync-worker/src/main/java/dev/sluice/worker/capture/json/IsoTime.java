package dev.sluice.worker.capture.json;

import com.ethlo.time.ITU;
import com.ethlo.time.ParseConfig;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads ISO-8601 dates with times; one without an offset is UTC, as clients' servers mean it. */
final class IsoTime {

    private static final List<DateTimeFormatter> FORMATS = List.of(format("+HH:MM:ss"), format("+HHmm"));

    private IsoTime() {}

    static Optional<Instant> parse(String text) {
        var stripped = text.strip();
        return common(stripped)
                .or(() -> FORMATS.stream()
                        .flatMap(format -> parse(stripped, format).stream())
                        .findFirst());
    }

    /** Nearly every client sends RFC 3339, which a parser for that alone reads ten times as fast as a format. */
    private static Optional<Instant> common(String text) {
        try {
            var end = new ParsePosition(0);
            var time = ITU.parseLenient(text, ParseConfig.STRICT, end).toOffsetDatetime();
            return Optional.of(time.toInstant()).filter(_ -> end.getIndex() == text.length());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> parse(String text, DateTimeFormatter format) {
        try {
            var time = format.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime offset
                            ? offset.toInstant()
                            : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter format(String offset) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .optionalStart()
                .appendOffset(offset, "Z")
                .toFormatter(Locale.ROOT)
                // There is no 30 February, not even a lenient one.
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
