package dev.sluice.definitions.property;

/** What a property is known by within its environment: a key may live at several levels. */
record PropertyName(Level level, String key) {

    static PropertyName of(PropertyRow row) {
        return new PropertyName(row.level, row.key);
    }
}
