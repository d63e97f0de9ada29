package dev.sluice.definitions.property;

import dev.sluice.definitions.audit.Change;
import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.wire.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Enters the observations of one call into the catalog, under the environment's lock. */
final class Registration {

    private final LockedEnvironment environment;
    private final Map<PropertyName, PropertyRow> catalog;
    private final NewColumns columns;
    private final Instant now = Times.now();
    /** What is different now, as it was before; null for what is new. */
    private final Map<PropertyName, Property> before = new LinkedHashMap<>();

    Registration(LockedEnvironment environment, Map<PropertyName, PropertyRow> catalog, NewColumns columns) {
        this.environment = environment;
        this.catalog = catalog;
        this.columns = columns;
    }

    /** The properties as they stand after all observations, in their order. */
    List<PropertyRow> enter(List<Observation> observations) {
        observations.forEach(this::enter);
        if (!before.isEmpty()) {
            environment.changed(before.keySet().stream().map(this::change).toList());
        }
        return observations.stream()
                .map(observation -> catalog.get(observation.name()))
                .toList();
    }

    private void enter(Observation observation) {
        var known = catalog.get(observation.name());
        if (known == null) {
            catalog.put(observation.name(), newRow(observation));
            before.put(observation.name(), null);
        } else {
            widen(observation, known);
        }
    }

    /** Of a property that widens twice, the first counts; of a new one, none. */
    private void widen(Observation observation, PropertyRow known) {
        var was = PropertyMessages.toMessage(known, environment.name());
        if (known.widen(observation.type()) && !before.containsKey(observation.name())) {
            before.put(observation.name(), was);
        }
    }

    private Change change(PropertyName name) {
        var was = before.get(name);
        var is = PropertyMessages.toMessage(catalog.get(name), environment.name());
        return was == null
                ? Change.made(PropertyCatalog.KIND, is.getId(), is)
                : Change.of(PropertyCatalog.KIND, is.getId(), was, is);
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
