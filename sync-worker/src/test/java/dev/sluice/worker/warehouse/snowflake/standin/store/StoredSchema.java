package dev.sluice.worker.warehouse.snowflake.standin.store;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A schema: its tables and views, and its stages with the folders that are behind them. */
public record StoredSchema(
        String owner,
        boolean isTransient,
        Map<String, StoredObject> objects,
        Map<String, Path> stages,
        Set<StoredObject.Grant> grants) {

    public StoredSchema(String owner, boolean isTransient) {
        this(owner, isTransient, new TreeMap<>(), new TreeMap<>(), new LinkedHashSet<>());
    }
}
