package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.DataType;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Names;
import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes, changes and drops tables; each waits for who has hold of the table, and is one step for all others. */
record TableDefinitions(Store store, Transaction transaction, Rights rights, Duration patience) {

    String create(Statement.CreateTable create) {
        var before = Definitions.existing(store, rights, create.table(), create.flags(), "TABLE");
        if (before.isPresent() && create.flags().ifNotExists()) {
            return kept(create.table());
        }
        var columns = new LinkedHashMap<String, DataType>();
        for (var column : create.columns()) {
            if (columns.put(column.name(), column.type()) != null) {
                throw duplicate(column.name());
            }
        }
        String definition = columns.entrySet().stream()
                .map(column ->
                        Names.quote(column.getKey()) + " " + column.getValue().duckDb())
                .collect(Collectors.joining(", ", " (", ")"));
        put(create.table(), create.flags(), before, columns, definition);
        return created(create.table());
    }

    private static SnowflakeError duplicate(String column) {
        return new SnowflakeError(
                "002025", "42S21", "SQL compilation error:\nduplicate column name '%s'".formatted(column));
    }

    private static String kept(ObjectName table) {
        return table.name() + " already exists, statement succeeded.";
    }

    private static String created(ObjectName table) {
        return "Table %s successfully created.".formatted(table.name());
    }

    String createAs(Statement.CreateTableAs create) {
        var before = Definitions.existing(store, rights, create.table(), create.flags(), "TABLE");
        if (before.isPresent() && create.flags().ifNotExists()) {
            return kept(create.table());
        }
        var columns = transaction.read(connection -> columns(connection, create.query()));
        String casts = columns.entrySet().stream()
                .map(column -> "CAST(%1$s AS %2$s) AS %1$s"
                        .formatted(
                                Names.quote(column.getKey()), column.getValue().duckDb()))
                .collect(Collectors.joining(", "));
        put(
                create.table(),
                create.flags(),
                before,
                columns,
                " AS SELECT " + casts + " FROM (" + create.query() + ") AS source");
        return created(create.table());
    }

    private static Map<String, DataType> columns(Connection connection, String query) throws SQLException {
        var columns = new LinkedHashMap<String, DataType>();
        for (var field : ResultReader.fields(connection, query)) {
            columns.put(field.name(), field.type());
        }
        return columns;
    }

    String copy(Statement.CloneTable clone) {
        var before = Definitions.existing(store, rights, clone.table(), clone.flags(), "TABLE");
        if (before.isPresent() && clone.flags().ifNotExists()) {
            return kept(clone.table());
        }
        rights.select(clone.source());
        var source = store.catalog().table(clone.source());
        put(
                clone.table(),
                clone.flags(),
                before,
                source.columns(),
                " AS FROM " + store.catalog().duckDb(clone.source()));
        return created(clone.table());
    }

    private void put(
            ObjectName name,
            Statement.Flags flags,
            Optional<StoredObject> before,
            Map<String, DataType> columns,
            String definition) {
        boolean isTransient =
                flags.isTransient() || store.catalog().get(name.schema()).isTransient();
        var table = new StoredObject.Table(rights.role(), isTransient, columns);
        before.filter(old -> flags.copyGrants()).ifPresent(old -> table.grants().addAll(old.grants()));
        String create = flags.orReplace() ? "CREATE OR REPLACE TABLE " : "CREATE TABLE ";
        change(
                name,
                create + store.catalog().duckDb(name) + definition,
                () -> store.catalog().put(name, table));
    }

    private void change(ObjectName table, String sql, Runnable afterwards) {
        transaction.lock(table, patience);
        transaction.change(connection -> {
            execute(connection, sql);
            transaction.onCommit(afterwards);
            return null;
        });
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (var statement = transaction.running(connection.createStatement())) {
            statement.execute(sql);
        }
    }

    private StoredObject.Table owned(ObjectName name) {
        rights.useSchema(name.schema());
        var table = store.catalog().table(name);
        rights.own(name, table);
        return table;
    }

    String addColumns(Statement.AddColumns add) {
        var table = owned(add.table());
        var columns = new LinkedHashMap<>(table.columns());
        var alter = new StringBuilder();
        for (var column : add.columns()) {
            boolean there = columns.putIfAbsent(column.name(), column.type()) != null;
            if (there && !add.ifNotExists()) {
                throw new SnowflakeError(
                        "001430",
                        "42601",
                        "SQL compilation error:\ncolumn '%s' already exists".formatted(column.name()));
            }
            if (!there) {
                alter.append("ALTER TABLE %s ADD COLUMN %s %s;"
                        .formatted(
                                store.catalog().duckDb(add.table()),
                                Names.quote(column.name()),
                                column.type().duckDb()));
            }
        }
        if (!alter.isEmpty()) {
            change(add.table(), alter.toString(), () -> reshape(add.table(), table, columns));
        }
        return "Statement executed successfully.";
    }

    private void reshape(ObjectName name, StoredObject.Table table, Map<String, DataType> columns) {
        store.catalog()
                .put(
                        name,
                        new StoredObject.Table(
                                table.owner(), table.grants(), table.isTransient(), columns, table.loaded()));
    }

    String dropColumns(Statement.DropColumns drop) {
        var table = owned(drop.table());
        var columns = new LinkedHashMap<>(table.columns());
        var alter = new StringBuilder();
        for (String column : drop.columns()) {
            if (columns.remove(column) == null) {
                if (!drop.ifExists()) {
                    throw SnowflakeError.invalidIdentifier(SchemaName.shown(column));
                }
                continue;
            }
            alter.append("ALTER TABLE %s DROP COLUMN %s;"
                    .formatted(store.catalog().duckDb(drop.table()), Names.quote(column)));
        }
        if (columns.isEmpty()) {
            throw new SnowflakeError("002037", "42601", "SQL compilation error:\nCannot drop all columns in a table.");
        }
        if (!alter.isEmpty()) {
            change(drop.table(), alter.toString(), () -> reshape(drop.table(), table, columns));
        }
        return "Statement executed successfully.";
    }

    String drop(Statement.DropTable drop) {
        var name = drop.table();
        rights.useDatabase(name.schema().database());
        if (drop.ifExists() && store.catalog().find(name).isEmpty()) {
            return "Drop statement executed successfully (%s already dropped).".formatted(name.name());
        }
        owned(name);
        change(
                name,
                "DROP TABLE " + store.catalog().duckDb(name),
                () -> store.catalog().remove(name));
        return name.name() + " successfully dropped.";
    }

    String rename(Statement.RenameTable rename) {
        var table = owned(rename.table());
        var name = rename.name();
        if (store.catalog().find(name).isPresent()) {
            throw SnowflakeError.alreadyExists(SchemaName.shown(name.name()));
        }
        rights.createIn(name.schema(), "TABLE");
        change(rename.table(), move(rename.table(), name), () -> {
            store.catalog().remove(rename.table());
            store.catalog().put(name, table);
        });
        return "Statement executed successfully.";
    }

    private String move(ObjectName from, ObjectName to) {
        return "CREATE TABLE %s AS FROM %s; DROP TABLE %2$s;"
                .formatted(store.catalog().duckDb(to), store.catalog().duckDb(from));
    }

    String swap(Statement.SwapTables swap) {
        var table = owned(swap.table());
        var other = owned(swap.other());
        var between = swap.table().schema().object(swap.table().name() + "$swapped");
        transaction.lock(swap.other(), patience);
        change(
                swap.table(),
                String.join(
                        "",
                        List.of(
                                move(swap.table(), between),
                                move(swap.other(), swap.table()),
                                move(between, swap.other()))),
                () -> {
                    store.catalog().put(swap.table(), other);
                    store.catalog().put(swap.other(), table);
                });
        return "Statement executed successfully.";
    }
}
