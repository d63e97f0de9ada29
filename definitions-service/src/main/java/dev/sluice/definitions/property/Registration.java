package dev.sluice.definitions.property;

import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.wire.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Enters the observations of one call into the catalog, under the environment's lock. */
final class Registration {

    private final LockedEnvironment environment;
    private final Map<PropertyName, PropertyRow> catalog;
    private final NewColumns columns;
    private final Instant now = Times.now();
    private boolean changed;

    Registration(LockedEnvironment environment, Map<PropertyName, PropertyRow> catalog, NewColumns columns) {
        this.environment = environment;
        this.catalog = catalog;
        this.columns = columns;
    }

    /** The properties as they stand after all observations, in their order. */
    List<PropertyRow> enter(List<Observation> observations) {
        observations.forEach(this::enter);
        if (changed) {
            environment.changed();
        }
        return observations.stream()
                .map(observation -> catalog.get(observation.name()))
                .toList();
    }

    private void enter(Observation observation) {
        var known = catalog.get(observation.name());
        if (known == null) {
            catalog.put(observation.name(), newRow(observation));
            changed = true;
        } else {
            changed |= known.widen(observation.type());
        }
    }

    private PropertyRow newRow(Observation observation) {
        var name = observation.name();
        var row = new PropertyRow();
        row.environmentId = environment.id();
        row.level = name.level();
        row.key = name.key();
        row.columnName = columns.pin(name);
        row.type = name.level().isBuiltIn(name.key())
                ? ColumnType.TEXT
                : observation.type().type();
        row.wideIntegers = observation.type().wideIntegers();
        row.category = "";
        row.firstSeen = now;
        row.persist();
        return row;
    }
}
