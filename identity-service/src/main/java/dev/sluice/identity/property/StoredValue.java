package dev.sluice.identity.property;

import static dev.sluice.identity.validation.FieldRules.require;
import static dev.sluice.identity.validation.FieldRules.storableOrEmpty;

import dev.sluice.errors.Failure;
import dev.sluice.values.v1.PropertyValue;
import java.util.Locale;

/** A property's value as the tables hold it: what it is, and its text. Both directions of the mapping stand here. */
public record StoredValue(Kind kind, String text) {

    /** As capture takes it. */
    private static final int LONGEST_TEXT = 32_768;

    /** The cases of {@link PropertyValue}. */
    public enum Kind {
        BOOLEAN,
        INTEGER,
        NUMBER,
        TEXT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** @param field where the value stands in the request */
    public static StoredValue of(String field, PropertyValue value) {
        return switch (value.getKindCase()) {
            case BOOLEAN -> new StoredValue(Kind.BOOLEAN, Boolean.toString(value.getBoolean()));
            case INTEGER -> new StoredValue(Kind.INTEGER, Long.toString(value.getInteger()));
            case NUMBER -> number(field, value.getNumber());
            case TEXT -> new StoredValue(Kind.TEXT, storableOrEmpty(field, value.getText(), LONGEST_TEXT));
            case KIND_NOT_SET -> throw new Failure.Invalid(field, "must hold a value");
        };
    }

    public PropertyValue toProto() {
        var value = PropertyValue.newBuilder();
        return switch (kind) {
            case BOOLEAN -> value.setBoolean(Boolean.parseBoolean(text)).build();
            case INTEGER -> value.setInteger(Long.parseLong(text)).build();
            case NUMBER -> value.setNumber(Double.parseDouble(text)).build();
            case TEXT -> value.setText(text).build();
        };
    }

    /** @param kind as {@link Kind#word()} wrote it */
    public static StoredValue read(String kind, String text) {
        return new StoredValue(Kind.of(kind), text);
    }

    private static StoredValue number(String field, double number) {
        require(Double.isFinite(number), field, "must be finite");
        return new StoredValue(Kind.NUMBER, Double.toString(number));
    }
}
