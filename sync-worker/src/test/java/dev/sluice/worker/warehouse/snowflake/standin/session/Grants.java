package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives, takes and shows privileges. */
record Grants(Store store, Rights rights) {

    private static final List<Answer.Field> FIELDS = List.of(
            Answer.Field.text("created_on"),
            Answer.Field.text("privilege"),
            Answer.Field.text("granted_on"),
            Answer.Field.text("name"),
            Answer.Field.text("granted_to"),
            Answer.Field.text("grantee_name"),
            Answer.Field.text("grant_option"),
            Answer.Field.text("granted_by"));

    /** What privileges on something are, who owns it, and its kind and name. */
    private record Held(String kind, String name, String owner, Set<StoredObject.Grant> grants) {}

    String change(Statement.Grant grant) {
        if (!store.account().hasRole(grant.role())) {
            throw SnowflakeError.noSuchPlace("Role", grant.role());
        }
        var held = held(grant.on());
        if (held.isEmpty()) {
            changeOfAccount(grant);
        } else {
            var entry = new StoredObject.Grant(grant.privilege(), grant.role());
            if (grant.granted()) {
                held.get().grants().add(entry);
            } else {
                held.get().grants().remove(entry);
            }
        }
        return "Statement executed successfully.";
    }

    private void changeOfAccount(Statement.Grant grant) {
        String name = switch (grant.on()) {
            case Statement.Securable.Database database -> database.name();
            case Statement.Securable.VirtualWarehouse warehouse -> warehouse.name();
            case Statement.Securable.Table table -> throw new IllegalStateException(table.toString());
            case Statement.Securable.View view -> throw new IllegalStateException(view.toString());
            case Statement.Securable.Schema schema -> throw new IllegalStateException(schema.toString());
        };
        String kind = grant.on() instanceof Statement.Securable.Database ? "DATABASE" : "WAREHOUSE";
        if (grant.granted()) {
            store.account().give(grant.role(), grant.privilege(), kind, name);
        } else {
            store.account().take(grant.role(), grant.privilege(), kind, name);
        }
    }

    private Optional<Held> held(Statement.Securable on) {
        return switch (on) {
            case Statement.Securable.Table table -> Optional.of(object("TABLE", table.name()));
            case Statement.Securable.View view -> Optional.of(object("VIEW", view.name()));
            case Statement.Securable.Schema schema -> {
                var stored = rights.useSchema(schema.name());
                yield Optional.of(new Held("SCHEMA", schema.name().toString(), stored.owner(), stored.grants()));
            }
            case Statement.Securable.Database database -> Optional.empty();
            case Statement.Securable.VirtualWarehouse warehouse -> Optional.empty();
        };
    }

    private Held object(String kind, dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName name) {
        rights.useSchema(name.schema());
        var object = store.catalog().get(name);
        return new Held(kind, name.toString(), object.owner(), object.grants());
    }

    Answer show(Statement.ShowGrants show) {
        var held = held(show.on()).orElseThrow(() -> SnowflakeError.unsupported("SHOW GRANTS on this"));
        var rows = new ArrayList<List<String>>();
        rows.add(row("OWNERSHIP", held, held.owner(), "true"));
        held.grants().forEach(grant -> rows.add(row(grant.privilege(), held, grant.role(), "false")));
        return Answer.of(Answer.SHOW, FIELDS, rows);
    }

    private static List<String> row(String privilege, Held held, String role, String option) {
        return List.of(
                "2026-01-01 00:00:00.000 +0000",
                privilege,
                held.kind(),
                held.name(),
                "ROLE",
                SchemaName.shown(role),
                option,
                SchemaName.shown(held.owner()));
    }
}
