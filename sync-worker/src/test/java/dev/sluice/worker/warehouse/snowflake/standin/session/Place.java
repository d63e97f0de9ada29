package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Surroundings;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What names mean, for a role, in a current schema: that of the session, or within a view its own schema and owner.
 *
 * @param context answers to functions like {@code CURRENT_ROLE()}
 * @param asksForCounts whether a statement may want to know of how many rows tables are
 * @param width of a query in DuckDB's SQL, in columns
 */
record Place(
        Store store,
        Rights rights,
        Optional<String> database,
        Optional<String> current,
        Function<String, Optional<String>> context,
        Function<String, String> variables,
        Runnable reads,
        boolean asksForCounts,
        ToIntFunction<String> width)
        implements Surroundings {

    @Override
    public Relation relation(List<String> name) {
        reads.run();
        if (name.size() > 1 && name.get(name.size() - 2).equals(InformationSchema.NAME)) {
            String of = name.size() == 3 ? name.getFirst() : currentDatabase();
            rights.useDatabase(of);
            return new Relation.Inlined(
                    new InformationSchema(store.catalog(), rights, of, asksForCounts).query(name.getLast()));
        }
        var object = object(name);
        return switch (rights.select(object)) {
            case StoredObject.Table table -> new Relation.Stored(duckDb(object));
            case StoredObject.View view ->
                new Relation.View(
                        view.body(),
                        view.columnNames(),
                        within(object.schema(), view.owner()),
                        query -> refuseOtherColumns(object, view, query));
        };
    }

    /** Only all columns of a table can be others than they were. */
    private void refuseOtherColumns(ObjectName name, StoredObject.View view, String query) {
        if (view.body().contains("*")) {
            int found = width.applyAsInt(query);
            if (found != view.columnNames().size()) {
                throw SnowflakeError.otherWidth(name, view.columnNames().size(), found);
            }
        }
    }

    /** A view reads with its owner's rights. */
    Place within(SchemaName schema, String owner) {
        return new Place(
                store,
                new Rights(store, owner),
                Optional.of(schema.database()),
                Optional.of(schema.schema()),
                context,
                variables,
                reads,
                asksForCounts,
                width);
    }

    @Override
    public ObjectName object(List<String> name) {
        return schemaOf(name).object(name.getLast());
    }

    private SchemaName schemaOf(List<String> name) {
        return switch (name.size()) {
            case 1 -> new SchemaName(currentDatabase(), current.orElseThrow(() -> SnowflakeError.noSchema("SELECT")));
            case 2 -> new SchemaName(currentDatabase(), name.get(0));
            default -> new SchemaName(name.get(0), name.get(1));
        };
    }

    private String currentDatabase() {
        return database.orElseThrow(() -> SnowflakeError.noDatabase("SELECT"));
    }

    @Override
    public SchemaName schema(List<String> name) {
        return switch (name.size()) {
            case 1 -> new SchemaName(currentDatabase(), name.getFirst());
            case 2 -> new SchemaName(name.get(0), name.get(1));
            default -> throw SnowflakeError.noSuchPlace("Schema", String.join(".", name));
        };
    }

    @Override
    public String duckDb(ObjectName table) {
        return store.catalog().duckDb(table);
    }

    @Override
    public Place within(ObjectName view) {
        return within(view.schema(), rights.role());
    }

    @Override
    public String variable(String name) {
        return variables.apply(name);
    }

    @Override
    public boolean holdsRole(String name) {
        return store.account().holds(context("CURRENT_ROLE").orElseThrow(), name);
    }

    @Override
    public Optional<String> context(String function) {
        return context.apply(function);
    }
}
