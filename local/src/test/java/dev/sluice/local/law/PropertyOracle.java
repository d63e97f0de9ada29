package dev.sluice.local.law;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a column of a property must hold, from all the values the property ever had. */
final class PropertyOracle {

    private static final long LARGEST_EXACT = 1L << 53;

    private PropertyOracle() {}

    private enum Type {
        BOOLEAN,
        BIGINT,
        DOUBLE,
        TIMESTAMP,
        TEXT
    }

    /** Of the type that all the values together have. */
    static Map<String, String> column(Map<String, Object> values) {
        var type = type(values.values());
        var column = new TreeMap<String, String>();
        values.forEach((call, value) -> column.put(call, shown(value, type)));
        return column;
    }

    /** Every way to show one value: a column that is not filled is of an earlier type than that of all the values. */
    static Set<String> ways(Object value) {
        var own = type(value);
        var types = EnumSet.of(own, own == Type.BIGINT ? Type.DOUBLE : own, Type.TEXT);
        return types.stream().map(type -> shown(value, type)).collect(Collectors.toSet());
    }

    private static Type type(Collection<Object> values) {
        var types = values.stream().map(PropertyOracle::type).collect(Collectors.toSet());
        if (types.isEmpty()) {
            return Type.TEXT;
        }
        if (types.size() == 1) {
            return types.iterator().next();
        }
        boolean fitDouble = values.stream().allMatch(value -> !(value instanceof Long n) || n <= LARGEST_EXACT);
        return types.equals(Set.of(Type.BIGINT, Type.DOUBLE)) && fitDouble ? Type.DOUBLE : Type.TEXT;
    }

    private static Type type(Object value) {
        return switch (value) {
            case Boolean _ -> Type.BOOLEAN;
            case Long _ -> Type.BIGINT;
            case Double _ -> Type.DOUBLE;
            default -> isInstant(value.toString()) ? Type.TIMESTAMP : Type.TEXT;
        };
    }

    private static boolean isInstant(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String shown(Object value, Type type) {
        return switch (type) {
            case DOUBLE -> Double.valueOf(value.toString()).toString();
            case TIMESTAMP ->
                Timestamp.valueOf(LocalDateTime.ofInstant(
                                OffsetDateTime.parse(value.toString()).toInstant(), ZoneOffset.UTC))
                        .toString();
            case BOOLEAN, BIGINT, TEXT -> value.toString();
        };
    }
}
