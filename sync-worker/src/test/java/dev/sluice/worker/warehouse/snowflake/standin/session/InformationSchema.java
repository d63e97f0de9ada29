package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.DataType;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Names;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.store.Catalog;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The views of INFORMATION_SCHEMA, as queries of what a role sees of the catalog at this moment. */
final class InformationSchema {

    static final String NAME = "INFORMATION_SCHEMA";

    private final Catalog catalog;
    private final Rights rights;
    private final String database;

    InformationSchema(Catalog catalog, Rights rights, String database) {
        this.catalog = catalog;
        this.rights = rights;
        this.database = database;
    }

    String query(String view) {
        return switch (view) {
            case "SCHEMATA" -> schemata();
            case "TABLES" -> tables();
            case "VIEWS" -> views();
            case "COLUMNS" -> columns();
            default -> throw SnowflakeError.noSuchObject("Object", new SchemaName(database, NAME).object(view));
        };
    }

    private static String rows(List<String> columns, List<String> rows) {
        String names = String.join(", ", columns.stream().map(Names::quote).toList());
        String none = "SELECT "
                + String.join(", ", columns.stream().map(name -> "NULL").toList()) + " WHERE FALSE";
        return "SELECT * FROM (%s) AS listed(%s)"
                .formatted(rows.isEmpty() ? none : "VALUES " + String.join(", ", rows), names);
    }

    private static String row(Object... values) {
        var written = new ArrayList<String>();
        for (var value : values) {
            written.add(
                    switch (value) {
                        case Integer number -> "CAST(%d AS HUGEINT)".formatted(number);
                        case String text -> "CAST(%s AS VARCHAR)".formatted(Names.literal(text));
                        case Sql sql -> sql.text();
                        default -> throw new IllegalArgumentException(value.toString());
                    });
        }
        return "(" + String.join(", ", written) + ")";
    }

    private record Sql(String text) {

        /** No schema here ever gets old. */
        static final Sql NOW = new Sql("sf_now()");

        static final Sql NO_TEXT = new Sql("CAST(NULL AS VARCHAR)");
        static final Sql NO_NUMBER = new Sql("CAST(NULL AS HUGEINT)");
    }

    private String schemata() {
        var rows = new ArrayList<String>();
        catalog.schemas(database).forEach((name, schema) -> {
            if (rights.maySee(schema)) {
                rows.add(row(database, name, schema.owner(), yes(schema.isTransient()), Sql.NOW));
            }
        });
        rows.add(row(database, NAME, Sql.NO_TEXT, "NO", Sql.NOW));
        return rows(List.of("CATALOG_NAME", "SCHEMA_NAME", "SCHEMA_OWNER", "IS_TRANSIENT", "CREATED"), rows);
    }

    private static String yes(boolean is) {
        return is ? "YES" : "NO";
    }

    private interface Visitor {
        void visit(SchemaName schema, String name, StoredObject object);
    }

    private void each(Visitor visitor) {
        catalog.read(databases -> {
            for (Map.Entry<String, StoredSchema> schema :
                    databases.getOrDefault(database, Map.of()).entrySet()) {
                var place = new SchemaName(database, schema.getKey());
                if (rights.maySee(schema.getValue())) {
                    schema.getValue().objects().forEach((name, object) -> visitor.visit(place, name, object));
                }
            }
            return null;
        });
    }

    private String tables() {
        var rows = new ArrayList<String>();
        each((schema, name, object) -> rows.add(
                switch (object) {
                    case StoredObject.Table table ->
                        row(
                                database,
                                schema.schema(),
                                name,
                                table.owner(),
                                "BASE TABLE",
                                yes(table.isTransient()),
                                new Sql("CAST((SELECT count(*) FROM %s) AS HUGEINT)"
                                        .formatted(catalog.duckDb(schema.object(name)))));
                    case StoredObject.View view ->
                        row(database, schema.schema(), name, view.owner(), "VIEW", Sql.NO_TEXT, Sql.NO_NUMBER);
                }));
        return rows(
                List.of(
                        "TABLE_CATALOG",
                        "TABLE_SCHEMA",
                        "TABLE_NAME",
                        "TABLE_OWNER",
                        "TABLE_TYPE",
                        "IS_TRANSIENT",
                        "ROW_COUNT"),
                rows);
    }

    private String views() {
        var rows = new ArrayList<String>();
        each((schema, name, object) -> {
            if (object instanceof StoredObject.View view) {
                rows.add(row(database, schema.schema(), name, view.owner(), view.body()));
            }
        });
        return rows(List.of("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_OWNER", "VIEW_DEFINITION"), rows);
    }

    private String columns() {
        var rows = new ArrayList<String>();
        each((schema, table, object) -> {
            int position = 0;
            var types = types(object).iterator();
            for (String name : object.columnNames()) {
                rows.add(column(schema.schema(), table, name, ++position, types.next()));
            }
        });
        return rows(
                List.of(
                        "TABLE_CATALOG",
                        "TABLE_SCHEMA",
                        "TABLE_NAME",
                        "COLUMN_NAME",
                        "ORDINAL_POSITION",
                        "IS_NULLABLE",
                        "DATA_TYPE",
                        "NUMERIC_PRECISION",
                        "NUMERIC_SCALE",
                        "DATETIME_PRECISION"),
                rows);
    }

    private static List<DataType> types(StoredObject object) {
        return switch (object) {
            case StoredObject.Table table -> List.copyOf(table.columns().values());
            case StoredObject.View view -> view.types();
        };
    }

    private String column(String schema, String table, String name, int position, DataType type) {
        boolean number = type.kind() == DataType.Kind.NUMBER;
        return row(
                database,
                schema,
                table,
                name,
                position,
                "YES",
                type.kind().name(),
                number ? type.precision() : Sql.NO_NUMBER,
                number ? type.scale() : Sql.NO_NUMBER,
                type.kind() == DataType.Kind.TIMESTAMP_NTZ ? type.scale() : Sql.NO_NUMBER);
    }
}
