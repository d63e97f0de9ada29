package dev.sluice.local.law;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Rows that runs load while a property is archived are null in its column, at least for as long as it is archived. */
final class ArchivedValueLaw implements Law {

    private final Map<NamedProperty, Set<String>> loadedWithout = new EnumMap<>(NamedProperty.class);

    /** Calls that a run has loaded, or may have. */
    private final Set<String> loaded = new HashSet<>();

    ArchivedValueLaw() {
        NamedProperty.ofEvents().forEach(property -> loadedWithout.put(property, new HashSet<>()));
    }

    @Override
    public void hold(Moment moment) {
        forgetRestored(moment.world().properties());
        var captured = moment.world().captured().stream().map(Call::id).toList();
        loadedWithout.forEach((property, calls) -> {
            if (moment.world().properties().isArchived(property)) {
                captured.stream().filter(call -> !loaded.contains(call)).forEach(calls::add);
                areNull(moment, property, calls);
            }
        });
        loaded.addAll(captured);
    }

    private static void areNull(Moment moment, NamedProperty property, Collection<String> calls) {
        for (var event : moment.events().moving()) {
            moment.actual(event).forEach((call, row) -> {
                if (calls.contains(call) && row.values().containsKey(property.column())) {
                    throw new AssertionError("%s.%s was filled for %s, which came while the property was archived"
                            .formatted(moment.events().table(event), property.column(), call));
                }
            });
        }
    }

    @Override
    public void unsure(World world) {
        forgetRestored(world.properties());
        world.captured().forEach(call -> loaded.add(call.id()));
    }

    private void forgetRestored(Properties properties) {
        loadedWithout.forEach((property, calls) -> {
            if (!properties.isArchived(property)) {
                calls.clear();
            }
        });
    }
}
