package dev.sluice.worker.tagging;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import dev.sluice.worker.plan.Gap;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows that lack a value by gaps, from the raw rows, which lack nothing. */
public final class MissingValues {

    private final Warehouse warehouse;

    public MissingValues(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Of the gaps of moving tables that are open still, though their property is active again. */
    Map<Gap, Long> byOpenGap(Actual actual, Desired desired, List<String> movingTables, long landedAfter) {
        var missing = new HashMap<Gap, Long>();
        for (var gap : actual.gaps()) {
            var property = desired.propertyOf(gap);
            boolean moves = gap.table().equals(BuiltIn.USERS) || movingTables.contains(gap.table());
            if (gap.isOpen()
                    && moves
                    && property.filter(PropertyColumn::isActive).isPresent()) {
                missing.put(gap, by(gap, property.get(), actual, landedAfter));
            }
        }
        return missing;
    }

    /** @param landedAfter rows of raw events that landed later are not counted: they get their values as they come */
    public long by(Gap gap, PropertyColumn property, Actual actual, long landedAfter) {
        return gap.table().equals(BuiltIn.USERS)
                ? ofUsers(property, actual)
                : ofEvents(gap, Math.min(gap.until().orElse(landedAfter), landedAfter));
    }

    private long ofEvents(Gap gap, long until) {
        return warehouse.count(
                "%s AS t JOIN %s AS r ON r.event_id = t.event_id WHERE r.position > %d AND r.position <= %d AND %s IS NOT NULL"
                        .formatted(
                                warehouse.table(gap.table()),
                                warehouse.raw(Staging.RAW_EVENTS),
                                gap.after(),
                                until,
                                warehouse.dialect().property("r", gap.storedName(), ColumnType.TEXT)));
    }

    /** Users who changed just now are written as a whole in any case. */
    private long ofUsers(PropertyColumn property, Actual actual) {
        String value = warehouse
                .dialect()
                .property("r", property.storedName(), property.column().type());
        boolean standing =
                actual.column(BuiltIn.USERS, property.column().name()).isPresent();
        return warehouse.count(
                "%s AS t JOIN %s AS r ON r.user_id = t.user_id WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS c WHERE c.user_id = t.user_id)"
                        .formatted(
                                warehouse.table(BuiltIn.USERS),
                                warehouse.raw(Staging.RAW_USERS),
                                standing ? different(property, value) : value + " IS NOT NULL",
                                Staging.CHANGED_USERS));
    }

    private String different(PropertyColumn property, String value) {
        return "CAST(t.%s AS %s) IS DISTINCT FROM %s"
                .formatted(
                        warehouse.dialect().quote(property.column().name()),
                        warehouse.dialect().type(property.column().type()),
                        value);
    }
}
