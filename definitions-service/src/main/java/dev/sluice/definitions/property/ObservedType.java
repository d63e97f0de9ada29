package dev.sluice.definitions.property;

/**
 * What has been seen of a property's values so far. Joining is commutative, associative and idempotent, so that the
 * order and number of observations never matter.
 */
record ObservedType(ColumnType type, boolean wideIntegers) {

    /** A double keeps integers exactly up to ±2^53 only; where wider ones were seen, fractions need text. */
    ObservedType {
        if (type == ColumnType.DOUBLE && wideIntegers) {
            type = ColumnType.TEXT;
        }
    }

    ObservedType join(ObservedType other) {
        return new ObservedType(wider(type, other.type), wideIntegers || other.wideIntegers);
    }

    private static ColumnType wider(ColumnType one, ColumnType other) {
        if (one == other) {
            return one;
        }
        return one.isNumber() && other.isNumber() ? ColumnType.DOUBLE : ColumnType.TEXT;
    }
}
