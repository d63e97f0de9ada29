package dev.sluice.worker.warehouse.snowflake.standin.store;

import dev.sluice.worker.warehouse.snowflake.standin.sql.Names;
import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Which databases, schemas, tables, views and stages there are. What defines them commits by itself, so this is the truth at once. */
public final class Catalog {

    private final String duckDb;
    private final Map<String, Map<String, StoredSchema>> databases = new TreeMap<>();

    public Catalog(String duckDb) {
        this.duckDb = duckDb;
    }

    public synchronized void addDatabase(String name) {
        databases.computeIfAbsent(name, missing -> new TreeMap<>());
    }

    public synchronized boolean hasDatabase(String name) {
        return databases.containsKey(name);
    }

    public synchronized Map<String, StoredSchema> schemas(String database) {
        var schemas = databases.get(database);
        if (schemas == null) {
            throw SnowflakeError.noSuchPlace("Database", SchemaName.shown(database));
        }
        return Map.copyOf(schemas);
    }

    public synchronized Optional<StoredSchema> find(SchemaName name) {
        return Optional.ofNullable(
                databases.getOrDefault(name.database(), Map.of()).get(name.schema()));
    }

    public StoredSchema get(SchemaName name) {
        schemas(name.database());
        return find(name).orElseThrow(() -> SnowflakeError.noSuchPlace("Schema", name));
    }

    public synchronized void put(SchemaName name, StoredSchema schema) {
        databases.get(name.database()).put(name.schema(), schema);
    }

    public synchronized void remove(SchemaName name) {
        databases.get(name.database()).remove(name.schema());
    }

    public synchronized Optional<StoredObject> find(ObjectName name) {
        return find(name.schema()).map(schema -> schema.objects().get(name.name()));
    }

    public synchronized StoredObject get(ObjectName name) {
        get(name.schema());
        return find(name).orElseThrow(() -> SnowflakeError.noSuchObject("Object", name));
    }

    /** A table that rows are to be written to, or that is to be defined anew. */
    public StoredObject.Table table(ObjectName name) {
        get(name.schema());
        return switch (find(name).orElseThrow(() -> SnowflakeError.noSuchObject("Table", name))) {
            case StoredObject.Table table -> table;
            case StoredObject.View view -> throw SnowflakeError.otherKind("VIEW", "TABLE");
        };
    }

    public synchronized void put(ObjectName name, StoredObject object) {
        get(name.schema()).objects().put(name.name(), object);
    }

    public synchronized void remove(ObjectName name) {
        get(name.schema()).objects().remove(name.name());
    }

    /** Looks at something while nothing is defined. */
    public synchronized <T> T read(Function<Map<String, Map<String, StoredSchema>>, T> reader) {
        return reader.apply(databases);
    }

    public String duckDb(SchemaName name) {
        return duckDb + "." + Names.quote(name.database() + "." + name.schema());
    }

    public String duckDb(ObjectName name) {
        return duckDb(name.schema()) + "." + Names.quote(name.name());
    }

    /** All tables, in any order. */
    public synchronized List<ObjectName> tables() {
        return databases.entrySet().stream()
                .flatMap(database -> database.getValue().entrySet().stream()
                        .flatMap(schema -> schema.getValue().objects().entrySet().stream()
                                .filter(object -> object.getValue() instanceof StoredObject.Table)
                                .map(object ->
                                        new SchemaName(database.getKey(), schema.getKey()).object(object.getKey()))))
                .toList();
    }
}
