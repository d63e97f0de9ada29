package dev.sluice.worker.warehouse;

import dev.sluice.worker.warehouse.WarehouseCheck.Failed;
import dev.sluice.worker.warehouse.WarehouseCheck.Passed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tests whether a role can have the two schemas of an environment: may make them, or use them, and they are its own.
 *
 * @param lacksSchemas whether runs have to make schemas, and the role may not
 * @param people the name of the schema that people query
 * @param internal the name of the one beside it
 * @param found those of the two that are there
 */
public record SchemaChecks(
        String role,
        String database,
        boolean lacksSchemas,
        String people,
        String internal,
        Map<String, SchemaFacts> found,
        Grants grants) {

    public static final String PRIVILEGES = "schema_privileges";
    public static final String SCHEMAS = "schemas";

    public SchemaChecks {
        Objects.requireNonNull(grants);
        found = Map.copyOf(found);
    }

    /** The statements by which an administrator gives the role what it lacks. */
    public interface Grants {

        String makingSchemas();

        String makingTables(String schema);

        String beingAs(String owner);
    }

    public List<WarehouseCheck> checks() {
        return List.of(privileges(), schemas());
    }

    private Stream<String> present() {
        return Stream.of(people, internal).filter(found::containsKey);
    }

    private WarehouseCheck privileges() {
        var lacks = new ArrayList<String>();
        var statements = new ArrayList<String>();
        if (lacksSchemas) {
            lacks.add("make schemas in the database " + database);
            statements.add(grants.makingSchemas());
        }
        present().filter(name -> !found.get(name).mayMakeTables()).forEach(name -> {
            lacks.add("make tables in the schema " + name);
            statements.add(grants.makingTables(name));
        });
        return lacks.isEmpty()
                ? new Passed(PRIVILEGES, "%s may make what runs need".formatted(role))
                : new Failed(
                        PRIVILEGES,
                        "%s may not %s".formatted(role, String.join(", nor ", lacks)),
                        "grant it in the database " + database,
                        statements);
    }

    private WarehouseCheck schemas() {
        return Optional.ofNullable(found.get(internal))
                .filter(SchemaFacts::isInternal)
                .map(this::ownership)
                .orElseGet(this::emptiness);
    }

    /** What people added to the environment's tables is left alone by runs, and no matter here. */
    private WarehouseCheck ownership(SchemaFacts kept) {
        return kept.ownerIsRole()
                ? new Passed(SCHEMAS, "%s holds what earlier runs made".formatted(people))
                : new Failed(
                        SCHEMAS,
                        "%s holds what earlier runs made as %s".formatted(people, kept.owner()),
                        "register %s, or make %s a member of it".formatted(kept.owner(), role),
                        List.of(grants.beingAs(kept.owner())));
    }

    private WarehouseCheck emptiness() {
        var foreign = present()
                .flatMap(name -> found.get(name).relations().stream().map(relation -> name + "." + relation))
                .toList();
        var both = "%s and %s".formatted(people, internal);
        return foreign.isEmpty()
                ? new Passed(SCHEMAS, both + " are absent or empty")
                : new Failed(
                        SCHEMAS,
                        "Sluice did not make what stands there: " + SomeNames.of(foreign),
                        "use a database where %s are absent or empty".formatted(both),
                        List.of());
    }
}
