package dev.sluice.definitions.property;

import dev.sluice.definitions.naming.ColumnNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Pins the column names of the new properties of one call; what is taken is fetched only when one is new. */
final class NewColumns {

    private final Function<List<Level>, Set<String>> pinned;
    private final Map<List<Level>, Set<String>> taken = new HashMap<>();

    NewColumns(Function<List<Level>, Set<String>> pinned) {
        this.pinned = pinned;
    }

    String pin(PropertyName property) {
        if (property.level().isBuiltIn(property.key())) {
            return property.key();
        }
        var names = taken.computeIfAbsent(property.level().sharingTables(), pinned);
        var name = ColumnNames.make(property.key(), property.level().builtInColumns(), names::contains);
        names.add(name);
        return name;
    }
}
