package dev.sluice.local.law;

import dev.sluice.definitions.v1.PropertyLevel;
import java.util.List;
import java.util.stream.Stream;

/** The properties that random calls carry and histories change; the mark of each call stays out of this. */
enum NamedProperty {
    AMOUNT(PropertyLevel.PROPERTY_LEVEL_EVENT, "Amount", "amount"),
    COUNT(PropertyLevel.PROPERTY_LEVEL_EVENT, "count", "count"),
    NOTE(PropertyLevel.PROPERTY_LEVEL_EVENT, "note", "note"),
    GIFT(PropertyLevel.PROPERTY_LEVEL_EVENT, "gift", "gift"),
    DUE_DATE(PropertyLevel.PROPERTY_LEVEL_EVENT, "Due Date", "due_date"),
    PLAN(PropertyLevel.PROPERTY_LEVEL_USER, "plan", "plan"),
    EMAIL(PropertyLevel.PROPERTY_LEVEL_USER, "email", "email");

    /** Toggled together, as one category. */
    static final List<NamedProperty> NUMBERS = List.of(AMOUNT, COUNT);

    private final PropertyLevel level;
    private final String key;
    private final String column;

    NamedProperty(PropertyLevel level, String key, String column) {
        this.level = level;
        this.key = key;
        this.column = column;
    }

    PropertyLevel level() {
        return level;
    }

    String key() {
        return key;
    }

    String column() {
        return column;
    }

    static List<NamedProperty> ofEvents() {
        return Stream.of(values())
                .filter(each -> each.level == PropertyLevel.PROPERTY_LEVEL_EVENT)
                .toList();
    }
}
