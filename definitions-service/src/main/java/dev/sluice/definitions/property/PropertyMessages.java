package dev.sluice.definitions.property;

import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.definitions.v1.PropertyState;
import dev.sluice.errors.Failure;
import dev.sluice.values.v1.PropertyType;
import dev.sluice.wire.Timestamps;

/** Maps properties between the contract and the catalog, both directions facing each other. */
final class PropertyMessages {

    private PropertyMessages() {}

    static Property toMessage(PropertyRow row, String environment) {
        return Property.newBuilder()
                .setId(row.id)
                .setEnvironment(environment)
                .setLevel(toMessage(row.level))
                .setKey(row.key)
                .setColumnName(row.columnName)
                .setType(toMessage(row.type))
                .setState(row.archived ? PropertyState.PROPERTY_STATE_ARCHIVED : PropertyState.PROPERTY_STATE_ACTIVE)
                .setCategory(row.category)
                .setFirstSeen(Timestamps.of(row.firstSeen))
                .build();
    }

    static Level level(String field, PropertyLevel level) {
        return switch (level) {
            case PROPERTY_LEVEL_USER -> Level.USER;
            case PROPERTY_LEVEL_SESSION -> Level.SESSION;
            case PROPERTY_LEVEL_EVENT -> Level.EVENT;
            case PROPERTY_LEVEL_UNSPECIFIED, UNRECOGNIZED ->
                throw new Failure.Invalid(field, "must be user, session or event");
        };
    }

    private static PropertyLevel toMessage(Level level) {
        return switch (level) {
            case USER -> PropertyLevel.PROPERTY_LEVEL_USER;
            case SESSION -> PropertyLevel.PROPERTY_LEVEL_SESSION;
            case EVENT -> PropertyLevel.PROPERTY_LEVEL_EVENT;
        };
    }

    static ColumnType type(String field, PropertyType type) {
        return switch (type) {
            case PROPERTY_TYPE_BOOLEAN -> ColumnType.BOOLEAN;
            case PROPERTY_TYPE_BIGINT -> ColumnType.BIGINT;
            case PROPERTY_TYPE_DOUBLE -> ColumnType.DOUBLE;
            case PROPERTY_TYPE_TEXT -> ColumnType.TEXT;
            case PROPERTY_TYPE_TIMESTAMP -> ColumnType.TIMESTAMP;
            case PROPERTY_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                throw new Failure.Invalid(field, "must be boolean, bigint, double, text or timestamp");
        };
    }

    private static PropertyType toMessage(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> PropertyType.PROPERTY_TYPE_BOOLEAN;
            case BIGINT -> PropertyType.PROPERTY_TYPE_BIGINT;
            case DOUBLE -> PropertyType.PROPERTY_TYPE_DOUBLE;
            case TEXT -> PropertyType.PROPERTY_TYPE_TEXT;
            case TIMESTAMP -> PropertyType.PROPERTY_TYPE_TIMESTAMP;
        };
    }
}
