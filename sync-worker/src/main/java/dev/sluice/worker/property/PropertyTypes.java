package dev.sluice.worker.property;

import dev.sluice.values.v1.PropertyType;
import dev.sluice.worker.plan.ColumnType;

/** The types of properties, in the contract's words and in ours, facing each other. */
public final class PropertyTypes {

    private PropertyTypes() {}

    public static PropertyType toProto(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> PropertyType.PROPERTY_TYPE_BOOLEAN;
            case BIGINT -> PropertyType.PROPERTY_TYPE_BIGINT;
            case DOUBLE -> PropertyType.PROPERTY_TYPE_DOUBLE;
            case TEXT -> PropertyType.PROPERTY_TYPE_TEXT;
            case TIMESTAMP -> PropertyType.PROPERTY_TYPE_TIMESTAMP;
        };
    }

    public static ColumnType ofProto(PropertyType type) {
        return switch (type) {
            case PROPERTY_TYPE_BOOLEAN -> ColumnType.BOOLEAN;
            case PROPERTY_TYPE_BIGINT -> ColumnType.BIGINT;
            case PROPERTY_TYPE_DOUBLE -> ColumnType.DOUBLE;
            case PROPERTY_TYPE_TIMESTAMP -> ColumnType.TIMESTAMP;
            case PROPERTY_TYPE_TEXT, PROPERTY_TYPE_UNSPECIFIED, UNRECOGNIZED -> ColumnType.TEXT;
        };
    }
}
