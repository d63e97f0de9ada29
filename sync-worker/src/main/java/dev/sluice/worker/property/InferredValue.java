package dev.sluice.worker.property;

import dev.sluice.worker.plan.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * A property's value as text, and the narrowest type that holds it without loss. Text that merely looks like a number
 * stays text; only a complete ISO-8601 date-time with an offset is a timestamp.
 *
 * @param wideInteger an integer beyond ±2^53, which a double could not hold
 */
public record InferredValue(String text, ColumnType type, boolean wideInteger) {

    private static final BigInteger LARGEST_EXACT = BigInteger.ONE.shiftLeft(53);

    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?(Z|[+-]\\d\\d:\\d\\d)");

    public static InferredValue ofBoolean(boolean value) {
        return new InferredValue(Boolean.toString(value), ColumnType.BOOLEAN, false);
    }

    /** @param digits an integer of any size */
    public static InferredValue ofInteger(String digits) {
        var value = new BigInteger(digits);
        return value.bitLength() < Long.SIZE
                ? new InferredValue(digits, ColumnType.BIGINT, value.abs().compareTo(LARGEST_EXACT) > 0)
                : new InferredValue(digits, ColumnType.TEXT, false);
    }

    /** @param literal a number as it was written, with a fraction or an exponent */
    public static InferredValue ofNumber(String literal) {
        double nearest = Double.parseDouble(literal);
        boolean exact = Double.isFinite(nearest)
                && new BigDecimal(Double.toString(nearest)).compareTo(new BigDecimal(literal)) == 0;
        return new InferredValue(literal, exact ? ColumnType.DOUBLE : ColumnType.TEXT, false);
    }

    public static InferredValue ofText(String text) {
        return new InferredValue(text, isDateTime(text) ? ColumnType.TIMESTAMP : ColumnType.TEXT, false);
    }

    private static boolean isDateTime(String text) {
        if (!DATE_TIME.matcher(text).matches()) {
            return false;
        }
        try {
            return OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }
}
