package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredSchema;
import java.time.Duration;
import java.util.Optional;

/** Carries out what defines things. Each commits what is open, and then itself. */
final class Definitions {

    private final Store store;
    private final Transaction transaction;
    private final Rights rights;
    private final Duration patience;

    Definitions(Store store, Transaction transaction, Rights rights, Duration patience) {
        this.store = store;
        this.transaction = transaction;
        this.rights = rights;
        this.patience = patience;
    }

    Answer define(Statement.Definition definition) {
        transaction.commit();
        String message = switch (definition) {
            case Statement.CreateSchema create -> createSchema(create);
            case Statement.DropSchema drop -> dropSchema(drop);
            case Statement.CreateTable create -> tables().create(create);
            case Statement.CreateTableAs create -> tables().createAs(create);
            case Statement.CloneTable clone -> tables().copy(clone);
            case Statement.CreateView create -> createView(create);
            case Statement.AddColumns add -> tables().addColumns(add);
            case Statement.DropColumns drop -> tables().dropColumns(drop);
            case Statement.RenameTable rename -> tables().rename(rename);
            case Statement.SwapTables swap -> tables().swap(swap);
            case Statement.DropTable drop -> tables().drop(drop);
            case Statement.DropView drop -> dropView(drop);
            case Statement.CreateStage create -> createStage(create);
            case Statement.DropStage drop -> dropStage(drop);
            case Statement.CreateSequence create -> createSequence(create);
            case Statement.Grant grant -> new Grants(store, rights).change(grant);
            case Statement.GrantRole grant -> new Grants(store, rights).giveRole(grant);
        };
        return Answer.done(Answer.DEFINITION, message);
    }

    private TableDefinitions tables() {
        return new TableDefinitions(store, transaction, rights, patience);
    }

    private String createSchema(Statement.CreateSchema create) {
        var name = create.schema();
        rights.createSchema(name.database());
        if (store.catalog().find(name).isPresent()) {
            if (create.flags().ifNotExists()) {
                return SchemaName.shown(name.schema()) + " already exists, statement succeeded.";
            }
            if (!create.flags().orReplace()) {
                throw SnowflakeError.alreadyExists(SchemaName.shown(name.schema()));
            }
            rights.ownSchema(name);
        }
        var added = new StoredSchema(rights.role(), create.flags().isTransient());
        create.source().ifPresent(source -> copyObjects(source, added));
        transaction.change(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA IF EXISTS " + store.catalog().duckDb(name) + " CASCADE");
                statement.execute("CREATE SCHEMA " + store.catalog().duckDb(name));
                for (String table : added.objects().keySet()) {
                    if (added.objects().get(table) instanceof StoredObject.Table) {
                        statement.execute("CREATE TABLE %s AS FROM %s"
                                .formatted(
                                        store.catalog().duckDb(name.object(table)),
                                        store.catalog()
                                                .duckDb(create.source()
                                                        .orElseThrow()
                                                        .object(table))));
                    }
                }
            }
            transaction.onCommit(() -> store.catalog().put(name, added));
            return null;
        });
        return "Schema %s successfully created.".formatted(SchemaName.shown(name.schema()));
    }

    /** A clone knows nothing of what was loaded into the source, and has no stages. */
    private void copyObjects(SchemaName source, StoredSchema clone) {
        var original = rights.useSchema(source);
        if (original.isTransient() && !clone.isTransient()) {
            throw new SnowflakeError(
                    "002120",
                    "0A000",
                    "SQL compilation error:\nTransient object cannot be cloned to a permanent object.");
        }
        store.catalog().read(databases -> {
            original.objects().forEach((name, object) -> clone.objects().put(name, object.copy()));
            return null;
        });
        clone.objects().values().forEach(object -> {
            if (object instanceof StoredObject.Table table) {
                table.loaded().clear();
            }
        });
    }

    private String dropSchema(Statement.DropSchema drop) {
        var name = drop.schema();
        rights.useDatabase(name.database());
        if (store.catalog().find(name).isEmpty() && drop.ifExists()) {
            return "Drop statement executed successfully (%s already dropped).".formatted(name.schema());
        }
        rights.ownSchema(name);
        transaction.change(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA " + store.catalog().duckDb(name) + " CASCADE");
            }
            transaction.onCommit(() -> store.catalog().remove(name));
            return null;
        });
        return name.schema() + " successfully dropped.";
    }

    private String createView(Statement.CreateView create) {
        var name = create.view();
        var before = existing(store, rights, name, create.flags(), "VIEW");
        if (before.isPresent() && create.flags().ifNotExists()) {
            return name.name() + " already exists, statement succeeded.";
        }
        var fields = transaction.read(connection -> ResultReader.fields(connection, create.query()));
        var view = new StoredObject.View(
                rights.role(),
                new java.util.LinkedHashSet<>(),
                fields.stream().map(Answer.Field::name).toList(),
                fields.stream().map(Answer.Field::type).toList(),
                create.body());
        before.filter(old -> create.flags().copyGrants())
                .ifPresent(old -> view.grants().addAll(old.grants()));
        store.catalog().put(name, view);
        return "View %s successfully created.".formatted(name.name());
    }

    /** What stands under a name that is to be made, if it may be replaced or left alone. */
    static Optional<StoredObject> existing(
            Store store, Rights rights, ObjectName name, Statement.Flags flags, String kind) {
        rights.createIn(name.schema(), kind);
        var before = store.catalog().find(name);
        if (before.isEmpty()) {
            return before;
        }
        String found = before.get() instanceof StoredObject.View ? "VIEW" : "TABLE";
        if (flags.orReplace()) {
            if (!found.equals(kind)) {
                throw SnowflakeError.otherKind(found, kind);
            }
            rights.own(name, before.get());
        } else if (!flags.ifNotExists()) {
            throw SnowflakeError.alreadyExists(SchemaName.shown(name.name()));
        }
        return before;
    }

    private String dropView(Statement.DropView drop) {
        rights.useDatabase(drop.view().schema().database());
        var found = store.catalog().find(drop.view());
        if (found.isEmpty()) {
            if (drop.ifExists()) {
                return "Drop statement executed successfully (%s already dropped)."
                        .formatted(drop.view().name());
            }
            throw SnowflakeError.noSuchObject("View", drop.view());
        }
        if (found.get() instanceof StoredObject.Table) {
            throw SnowflakeError.otherKind("TABLE", "VIEW");
        }
        rights.own(drop.view(), found.get());
        store.catalog().remove(drop.view());
        return drop.view().name() + " successfully dropped.";
    }

    private String createStage(Statement.CreateStage create) {
        var name = create.stage();
        rights.createIn(name.schema(), "STAGE");
        var stages = store.catalog().get(name.schema()).stages();
        if (stages.containsKey(name.name()) && !create.flags().orReplace()) {
            if (create.flags().ifNotExists()) {
                return name.name() + " already exists, statement succeeded.";
            }
            throw SnowflakeError.alreadyExists(SchemaName.shown(name.name()));
        }
        stages.put(name.name(), store.newStage());
        return "Stage area %s successfully created.".formatted(name.name());
    }

    private String createSequence(Statement.CreateSequence create) {
        rights.createIn(create.sequence().schema(), "SEQUENCE");
        store.define("CREATE SEQUENCE %s START WITH %d"
                .formatted(store.catalog().duckDb(create.sequence()), create.start()));
        return "Sequence %s successfully created.".formatted(create.sequence().name());
    }

    private String dropStage(Statement.DropStage drop) {
        var stages = rights.useSchema(drop.stage().schema()).stages();
        if (stages.remove(drop.stage().name()) == null && !drop.ifExists()) {
            throw SnowflakeError.noSuchObject("Stage", drop.stage());
        }
        return drop.stage().name() + " successfully dropped.";
    }
}
