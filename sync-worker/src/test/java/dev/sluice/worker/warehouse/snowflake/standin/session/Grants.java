package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.store.Account;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import java.util.ArrayList;
import java.util.HashSet;
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
        requireRole(grant.role());
        var held = held(grant.on());
        for (String privilege : grant.privileges()) {
            if (held.isEmpty()) {
                changeOfAccount(grant, privilege);
            } else if (grant.granted()) {
                held.get().grants().add(new StoredObject.Grant(privilege, grant.role()));
            } else {
                held.get().grants().remove(new StoredObject.Grant(privilege, grant.role()));
            }
        }
        return "Statement executed successfully.";
    }

    private void requireRole(String name) {
        if (!store.account().hasRole(name)) {
            throw SnowflakeError.noSuchPlace("Role", name);
        }
    }

    String giveRole(Statement.GrantRole grant) {
        requireRole(grant.role());
        if (grant.user()) {
            store.account()
                    .user(grant.to())
                    .orElseThrow(() -> SnowflakeError.noSuchPlace("User", grant.to()))
                    .roles()
                    .add(grant.role());
        } else {
            requireRole(grant.to());
            store.account().nest(grant.role(), grant.to());
        }
        return "Statement executed successfully.";
    }

    private void changeOfAccount(Statement.Grant grant, String privilege) {
        if (grant.granted()) {
            store.account().give(grant.role(), privilege, kind(grant.on()), name(grant.on()));
        } else {
            store.account().take(grant.role(), privilege, kind(grant.on()), name(grant.on()));
        }
    }

    private static String kind(Statement.Securable on) {
        return on instanceof Statement.Securable.Database ? "DATABASE" : "WAREHOUSE";
    }

    private static String name(Statement.Securable on) {
        return switch (on) {
            case Statement.Securable.Database database -> database.name();
            case Statement.Securable.VirtualWarehouse warehouse -> warehouse.name();
            case Statement.Securable.Table table -> throw new IllegalStateException(table.toString());
            case Statement.Securable.View view -> throw new IllegalStateException(view.toString());
            case Statement.Securable.Schema schema -> throw new IllegalStateException(schema.toString());
        };
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
        var held = held(show.on()).orElseGet(() -> heldOfAccount(show.on()));
        var rows = new ArrayList<List<String>>();
        rows.add(row("OWNERSHIP", held, held.owner(), "true"));
        held.grants().forEach(grant -> rows.add(row(grant.privilege(), held, grant.role(), "false")));
        return Answer.of(Answer.SHOW, FIELDS, rows);
    }

    private Held heldOfAccount(Statement.Securable on) {
        if (on instanceof Statement.Securable.Database database) {
            rights.useDatabase(database.name());
        }
        var grants = new HashSet<StoredObject.Grant>();
        for (String role : store.account().roles()) {
            for (String privilege : List.of("USAGE", "CREATE SCHEMA")) {
                if (store.account().has(role, privilege, kind(on), name(on))) {
                    grants.add(new StoredObject.Grant(privilege, role));
                }
            }
        }
        return new Held(kind(on), name(on), Account.ALL_POWERFUL, grants);
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
