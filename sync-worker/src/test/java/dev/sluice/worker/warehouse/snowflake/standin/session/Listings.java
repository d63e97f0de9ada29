package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.store.Account;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What SHOW lists of the account and its databases; of the columns only those that tell anything here. */
record Listings(Store store, Rights rights) {

    private static boolean matches(String name, Optional<String> like) {
        return like.map(pattern -> Pattern.compile(
                                Pattern.quote(pattern).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q"),
                                Pattern.CASE_INSENSITIVE)
                        .matcher(name)
                        .matches())
                .orElse(true);
    }

    Answer schemas(Statement.ShowSchemas show, String database) {
        rights.useDatabase(database);
        var rows = new ArrayList<List<String>>();
        store.catalog().schemas(database).entrySet().stream()
                .filter(schema -> matches(schema.getKey(), show.like()))
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(schema -> rows.add(List.of(
                        "2026-01-01 00:00:00.000 +0000",
                        schema.getKey(),
                        database,
                        schema.getValue().owner(),
                        schema.getValue().isTransient() ? "TRANSIENT" : "")));
        return Answer.of(Answer.SHOW, texts("created_on", "name", "database_name", "owner", "options"), rows);
    }

    Answer tables(Statement.ShowTables show, SchemaName schema) {
        var rows = new ArrayList<List<String>>();
        rights.useSchema(schema).objects().forEach((name, object) -> {
            if (object instanceof StoredObject.Table table && matches(name, show.like())) {
                rows.add(List.of(
                        "2026-01-01 00:00:00.000 +0000",
                        name,
                        schema.database(),
                        schema.schema(),
                        table.isTransient() ? "TRANSIENT" : "TABLE",
                        table.owner()));
            }
        });
        return Answer.of(
                Answer.SHOW, texts("created_on", "name", "database_name", "schema_name", "kind", "owner"), rows);
    }

    Answer warehouses(Statement.ShowWarehouses show) {
        var rows = new ArrayList<List<String>>();
        store.account().warehouses().forEach((name, state) -> {
            if (matches(name, show.like()) && rights.mayUse("WAREHOUSE", name)) {
                rows.add(List.of(
                        name,
                        state == Account.WarehouseState.STARTED ? "STARTED" : "SUSPENDED",
                        "STANDARD",
                        "X-Small"));
            }
        });
        return Answer.of(Answer.SHOW, texts("name", "state", "type", "size"), rows);
    }

    private static List<Answer.Field> texts(String... names) {
        return java.util.Arrays.stream(names).map(Answer.Field::text).toList();
    }
}
