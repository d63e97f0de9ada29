package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.SchemaFacts;
import dev.sluice.worker.warehouse.SomeNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Snowflake says about the role of a session and about the schemas of an environment. A privilege that a role has by
 * another role which is granted to it is its own; one by a database role is not seen.
 */
final class SnowflakeFacts {

    private static final String SCHEMATA = """
            SELECT s.schema_name, s.schema_owner, t.table_owner
            FROM INFORMATION_SCHEMA.SCHEMATA AS s
            LEFT JOIN INFORMATION_SCHEMA.TABLES AS t ON t.table_schema = s.schema_name AND t.table_name = %s
            WHERE s.schema_name IN (%s, %s)""";
    private static final String RELATIONS =
            "SELECT table_name FROM INFORMATION_SCHEMA.TABLES WHERE table_schema = %s ORDER BY table_name LIMIT %d";

    private static final String OWNERSHIP = "OWNERSHIP";
    private static final Set<String> TO_MAKE_TABLES = Set.of("USAGE", "CREATE TABLE", "CREATE VIEW");

    /** In what SHOW GRANTS answers. */
    private static final int PRIVILEGE = 2;

    private static final int GRANTED_TO = 5;
    private static final int GRANTEE = 6;

    private final SnowflakeSession session;
    private final SnowflakeSchemas schemas;
    private final SnowflakeDialect dialect = new SnowflakeDialect();
    private final List<String> place = new ArrayList<>();

    SnowflakeFacts(SnowflakeSession session, SnowflakeSchemas schemas) {
        this.session = session;
        this.schemas = schemas;
        session.query("SELECT CURRENT_ROLE(), CURRENT_DATABASE(), CURRENT_WAREHOUSE()", row -> {
            place.add(row.text(1));
            place.add(row.text(2));
            place.add(row.text(3));
        });
    }

    String role() {
        return String.valueOf(place.get(0));
    }

    /** Absent if there is none of the name that the role may use. */
    Optional<String> database() {
        return Optional.ofNullable(place.get(1));
    }

    /** Absent if there is none of the name that the role may use. */
    Optional<String> virtualWarehouse() {
        return Optional.ofNullable(place.get(2));
    }

    boolean mayMakeSchemas() {
        var held = privileges("DATABASE " + SnowflakeDialect.exactly(database().orElseThrow()));
        return held.contains("CREATE SCHEMA") || held.contains(OWNERSHIP);
    }

    /** Those of the environment's that are there and that the role can see. */
    Map<String, SchemaFacts> schemas() {
        var rows = new ArrayList<SchemaRow>();
        session.query(
                SCHEMATA.formatted(
                        dialect.text(SnowflakeGenerations.POINTER),
                        dialect.text(schemas.people()),
                        dialect.text(schemas.home())),
                row -> rows.add(new SchemaRow(row.text(1), row.text(2), row.text(3))));
        var facts = new TreeMap<String, SchemaFacts>();
        rows.forEach(row -> facts.put(row.name(), facts(row)));
        return facts;
    }

    private record SchemaRow(String name, String owner, String pointerOwner) {}

    private SchemaFacts facts(SchemaRow row) {
        var relations = session.texts(RELATIONS.formatted(dialect.text(row.name()), SomeNames.ASKED));
        boolean internal = row.name().equals(schemas.home()) && row.pointerOwner() != null;
        return new SchemaFacts(
                mayMakeTables(row),
                relations,
                internal ? row.pointerOwner() : null,
                internal && isHeld(row.pointerOwner()));
    }

    private boolean mayMakeTables(SchemaRow row) {
        return isHeld(row.owner())
                || privileges("SCHEMA " + SnowflakeDialect.exactly(row.name())).containsAll(TO_MAKE_TABLES);
    }

    private boolean isHeld(String role) {
        return held(List.of(role)).contains(role);
    }

    private Set<String> privileges(String securable) {
        record Grant(String privilege, String role) {}
        var grants = new ArrayList<Grant>();
        session.query("SHOW GRANTS ON " + securable, row -> {
            if ("ROLE".equals(row.text(GRANTED_TO))) {
                grants.add(new Grant(row.text(PRIVILEGE), row.text(GRANTEE)));
            }
        });
        var held = held(grants.stream().map(Grant::role).distinct().toList());
        var privileges = new HashSet<String>();
        grants.stream()
                .filter(grant -> held.contains(grant.role()))
                .forEach(grant -> privileges.add(grant.privilege()));
        return privileges;
    }

    /** Those of the roles that the session's role is, or that are granted to it. */
    private Set<String> held(Collection<String> roles) {
        var held = new HashSet<String>();
        for (String role : roles) {
            session.query("SELECT IS_ROLE_IN_SESSION(%s)".formatted(dialect.text(role)), row -> {
                if (row.flag(1)) {
                    held.add(role);
                }
            });
        }
        return held;
    }
}
