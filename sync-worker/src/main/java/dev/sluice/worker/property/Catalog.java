package dev.sluice.worker.property;

import dev.sluice.definitions.v1.ListPropertiesRequest;
import dev.sluice.definitions.v1.PropertiesServiceGrpc.PropertiesServiceBlockingStub;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.definitions.v1.PropertyObservation;
import dev.sluice.definitions.v1.RegisterPropertiesRequest;
import dev.sluice.worker.plan.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The property catalog of one level as one run sees it: enters what the run meets for the first time, and knows the
 * pinned name under which each property is stored.
 */
public final class Catalog {

    /** Keys may be long, so that many of them come to some megabytes. */
    private static final int LARGEST_REQUEST = 1_000;

    private final PropertiesServiceBlockingStub properties;
    private final String environment;
    private final PropertyLevel level;
    private final boolean validateOnly;
    private final Map<String, Property> known = new HashMap<>();
    private final Map<Observed, PropertyObservation> registered = new LinkedHashMap<>();
    private final Map<Observed, PropertyObservation> pending = new LinkedHashMap<>();

    private record Observed(String key, ColumnType type, boolean wideInteger) {}

    /** @param validateOnly nothing is entered; the names are those that would be pinned */
    public Catalog(
            PropertiesServiceBlockingStub properties, String environment, PropertyLevel level, boolean validateOnly) {
        this.properties = properties;
        this.environment = environment;
        this.level = level;
        this.validateOnly = validateOnly;
        var request =
                ListPropertiesRequest.newBuilder().setEnvironment(environment).build();
        properties.listProperties(request).getPropertiesList().stream()
                .filter(property -> property.getLevel() == level)
                .forEach(property -> known.put(property.getKey(), property));
    }

    public boolean validateOnly() {
        return validateOnly;
    }

    /** Notes a value; {@link #register} must follow before its name is asked for. */
    public void observe(String key, InferredValue value) {
        var observed = new Observed(key, value.type(), value.wideInteger());
        if (!holds(known.get(key), value) && !registered.containsKey(observed)) {
            pending.computeIfAbsent(observed, this::observation);
        }
    }

    /** Whether the property's column takes the value as it is. */
    private static boolean holds(Property property, InferredValue value) {
        if (property == null) {
            return false;
        }
        var type = PropertyTypes.ofProto(property.getType());
        return type == ColumnType.TEXT || (type == value.type() && !value.wideInteger());
    }

    private PropertyObservation observation(Observed observed) {
        return PropertyObservation.newBuilder()
                .setLevel(level)
                .setKey(observed.key())
                .setType(PropertyTypes.toProto(observed.type()))
                .setWideIntegers(observed.wideInteger())
                .build();
    }

    /** Enters what was noted. */
    public void register() {
        if (pending.isEmpty()) {
            return;
        }
        registered.putAll(pending);
        // Nothing is kept of a dry run's earlier observations, so they have to be said again.
        var observations = new ArrayList<>(validateOnly ? registered.values() : pending.values());
        pending.clear();
        for (int from = 0; from < observations.size(); from += LARGEST_REQUEST) {
            register(observations.subList(from, Math.min(from + LARGEST_REQUEST, observations.size())));
        }
    }

    private void register(List<PropertyObservation> observations) {
        properties
                .registerProperties(RegisterPropertiesRequest.newBuilder()
                        .setEnvironment(environment)
                        .addAllObservations(observations)
                        .setValidateOnly(validateOnly)
                        .build())
                .getPropertiesList()
                .forEach(property -> known.put(property.getKey(), property));
    }

    /** Enters all that rows carry. */
    public void enter(List<Map<String, InferredValue>> rows) {
        rows.forEach(values -> values.forEach(this::observe));
        register();
    }

    /** The pinned name of a property that was noted and entered. */
    public String storedName(String key) {
        return known.get(key).getColumnName();
    }

    /** Every property of the level, as after the last {@link #register}. */
    public Collection<Property> properties() {
        return List.copyOf(known.values());
    }
}
