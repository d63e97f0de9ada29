package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.SomeNames;
import dev.sluice.worker.warehouse.WarehouseCheck;
import dev.sluice.worker.warehouse.WarehouseCheck.Failed;
import dev.sluice.worker.warehouse.WarehouseCheck.Passed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tests whether a role can have the two schemas of an environment: may make them, or use them, and they are its own. */
final class PostgresSchemaChecks {

    static final String PRIVILEGES = "schema_privileges";
    static final String SCHEMAS = "schemas";

    private final PostgresFacts facts;
    private final Layout layout;
    private final Dialect dialect;

    PostgresSchemaChecks(PostgresFacts facts, Layout layout, Dialect dialect) {
        this.facts = facts;
        this.layout = layout;
        this.dialect = dialect;
    }

    List<WarehouseCheck> checks() {
        return List.of(privileges(), schemas());
    }

    private Stream<String> names() {
        return Stream.of(layout.schema(), layout.rawSchema());
    }

    private WarehouseCheck privileges() {
        var lacks = new ArrayList<String>();
        var grants = new ArrayList<String>();
        if (!facts.mayMakeSchemas() && names().anyMatch(name -> !facts.schemas().containsKey(name))) {
            lacks.add("make schemas in the database " + facts.database());
            grants.add("GRANT CREATE ON DATABASE %s TO %s;".formatted(quote(facts.database()), quote(facts.role())));
        }
        facts.schemas().forEach((name, schema) -> {
            if (!schema.mayMakeTables()) {
                lacks.add("make tables in the schema " + name);
                grants.add("GRANT USAGE, CREATE ON SCHEMA %s TO %s;".formatted(quote(name), quote(facts.role())));
            }
        });
        return lacks.isEmpty()
                ? new Passed(PRIVILEGES, "%s may make what runs need".formatted(facts.role()))
                : new Failed(
                        PRIVILEGES,
                        "%s may not %s".formatted(facts.role(), String.join(", nor ", lacks)),
                        "grant it in the database " + facts.database(),
                        grants);
    }

    private WarehouseCheck schemas() {
        return Optional.ofNullable(facts.schemas().get(layout.rawSchema()))
                .filter(PostgresFacts.Schema::isInternal)
                .map(this::ownership)
                .orElseGet(this::emptiness);
    }

    /** What people added to the environment's tables is left alone by runs, and no matter here. */
    private WarehouseCheck ownership(PostgresFacts.Schema internal) {
        return internal.ownerIsRole()
                ? new Passed(SCHEMAS, "%s holds what earlier runs made".formatted(layout.schema()))
                : new Failed(
                        SCHEMAS,
                        "%s holds what earlier runs made as %s".formatted(layout.schema(), internal.owner()),
                        "register that user, or make %s a member of it".formatted(facts.role()),
                        List.of("GRANT %s TO %s;".formatted(quote(internal.owner()), quote(facts.role()))));
    }

    private WarehouseCheck emptiness() {
        var foreign = names().filter(facts.schemas()::containsKey)
                .flatMap(name -> facts.schemas().get(name).relations().stream().map(relation -> name + "." + relation))
                .toList();
        if (!foreign.isEmpty()) {
            return new Failed(
                    SCHEMAS,
                    "Sluice did not make what stands there: " + SomeNames.of(foreign),
                    "use a database where %s are absent or empty"
                            .formatted(names().collect(Collectors.joining(" and "))),
                    List.of());
        }
        return new Passed(SCHEMAS, "%s are absent or empty".formatted(names().collect(Collectors.joining(" and "))));
    }

    private String quote(String name) {
        return dialect.quote(name);
    }
}
