package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.store.Account;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredSchema;
import java.util.Set;

/** What a role may do. What it may not even see does not exist for it. */
record Rights(Store store, String role) {

    void useDatabase(String database) {
        if (!mayUse("DATABASE", database) || !store.catalog().hasDatabase(database)) {
            throw SnowflakeError.noSuchPlace("Database", SchemaName.shown(database));
        }
    }

    boolean mayUse(String kind, String name) {
        return store.account().has(role, "USAGE", kind, name);
    }

    void createSchema(String database) {
        useDatabase(database);
        if (!store.account().has(role, "CREATE SCHEMA", "DATABASE", database)) {
            throw SnowflakeError.insufficientPrivileges("database", SchemaName.shown(database));
        }
    }

    StoredSchema useSchema(SchemaName name) {
        useDatabase(name.database());
        var schema = store.catalog().get(name);
        if (!maySee(schema)) {
            throw SnowflakeError.noSuchPlace("Schema", name);
        }
        return schema;
    }

    boolean maySee(StoredSchema schema) {
        return owns(schema.owner()) || granted(schema.grants(), "USAGE");
    }

    void createIn(SchemaName name, String kind) {
        var schema = useSchema(name);
        if (!owns(schema.owner()) && !granted(schema.grants(), "CREATE " + kind)) {
            throw SnowflakeError.insufficientPrivileges("schema", SchemaName.shown(name.schema()));
        }
    }

    void ownSchema(SchemaName name) {
        if (!owns(useSchema(name).owner())) {
            throw SnowflakeError.insufficientPrivileges("schema", SchemaName.shown(name.schema()));
        }
    }

    StoredObject select(ObjectName name) {
        useSchema(name.schema());
        var object = store.catalog().get(name);
        if (!owns(object.owner()) && !granted(object.grants(), "SELECT")) {
            throw SnowflakeError.noSuchObject("Object", name);
        }
        return object;
    }

    /** @param privilege INSERT, UPDATE and so on; the owner has all of them */
    StoredObject.Table change(ObjectName name, String privilege) {
        useSchema(name.schema());
        var table = store.catalog().table(name);
        if (!owns(table.owner()) && !granted(table.grants(), privilege)) {
            throw SnowflakeError.insufficientPrivileges("table", SchemaName.shown(name.name()));
        }
        return table;
    }

    void own(ObjectName name, StoredObject object) {
        if (!owns(object.owner())) {
            throw SnowflakeError.insufficientPrivileges("table", SchemaName.shown(name.name()));
        }
    }

    private boolean owns(String owner) {
        return role.equals(Account.ALL_POWERFUL) || store.account().holds(role, owner);
    }

    private boolean granted(Set<StoredObject.Grant> grants, String privilege) {
        return grants.stream()
                .anyMatch(grant ->
                        grant.privilege().equals(privilege) && store.account().holds(role, grant.role()));
    }
}
