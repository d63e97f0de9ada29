package dev.sluice.worker.match;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The right side of an order comparison, read once as a number and as an instant. */
public record Bound(Optional<BigDecimal> number, Optional<Instant> instant) {

    /** JSON's number grammar; a longer text would only be an attack on the arithmetic. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,64}(\\.\\d{1,64})?([eE][+-]?\\d{1,3})?");

    private static final int SHORTEST_INSTANT = "2026-01-01T00:00Z".length();

    public static Bound of(String text) {
        return new Bound(number(text), instant(text));
    }

    /** The sign of value − bound; empty when the two are not both numbers or both instants. */
    Optional<Integer> compare(String value) {
        if (number.isPresent()) {
            return number(value).map(left -> left.compareTo(number.get()));
        }
        return instant.isPresent() ? instant(value).map(left -> left.compareTo(instant.get())) : Optional.empty();
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        if (text.length() < SHORTEST_INSTANT || text.charAt(4) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notAnInstant) {
            return Optional.empty();
        }
    }
}
