package dev.sluice.worker.warehouse.snowflake.standin.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.worker.warehouse.snowflake.standin.sql.DataType;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Names;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.store.Catalog;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The views of INFORMATION_SCHEMA, as queries of what a role sees of the catalog at this moment. */
final class InformationSchema {

    static final String NAME = "INFORMATION_SCHEMA";
    static final String ROW_COUNT = "ROW_COUNT";

    private static final List<String> NUMBERS =
            List.of("ORDINAL_POSITION", "NUMERIC_PRECISION", "NUMERIC_SCALE", "DATETIME_PRECISION");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Catalog catalog;
    private final Rights rights;
    private final String database;
    private final boolean counts;

    /** @param counts whether rows are to be counted; otherwise no table has any */
    InformationSchema(Catalog catalog, Rights rights, String database, boolean counts) {
        this.catalog = catalog;
        this.rights = rights;
        this.database = database;
        this.counts = counts;
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

    /** As one text, since each constant of a statement takes DuckDB some time. */
    private static String rows(Map<String, String> columns, List<List<?>> rows) {
        var selected = new ArrayList<String>();
        columns.forEach((name, type) ->
                selected.add("CAST(r[%d] AS %s) AS %s".formatted(selected.size() + 1, type, Names.quote(name))));
        try {
            return "SELECT %s FROM (SELECT unnest(CAST(CAST(%s AS JSON) AS VARCHAR[][])) AS r)"
                    .formatted(String.join(", ", selected), Names.literal(JSON.writeValueAsString(rows)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Columns of texts. */
    private static Map<String, String> columns(String... names) {
        var columns = new LinkedHashMap<String, String>();
        for (String name : names) {
            columns.put(name, "VARCHAR");
        }
        return columns;
    }

    /** No schema here ever gets old. */
    private String schemata() {
        var rows = new ArrayList<List<?>>();
        catalog.schemas(database).forEach((name, schema) -> {
            if (rights.maySee(schema)) {
                rows.add(List.of(database, name, schema.owner(), yes(schema.isTransient())));
            }
        });
        rows.add(Arrays.asList(database, NAME, null, "NO"));
        return "SELECT *, sf_now() AS \"CREATED\" FROM (%s)"
                .formatted(rows(columns("CATALOG_NAME", "SCHEMA_NAME", "SCHEMA_OWNER", "IS_TRANSIENT"), rows));
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
        var columns =
                columns("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_OWNER", "TABLE_TYPE", "IS_TRANSIENT");
        var rows = new ArrayList<List<?>>();
        var counted = new ArrayList<String>();
        each((schema, name, object) -> {
            switch (object) {
                case StoredObject.Table table -> {
                    rows.add(List.of(
                            database, schema.schema(), name, table.owner(), "BASE TABLE", yes(table.isTransient())));
                    counted.add("SELECT %s, %s, count(*) FROM %s"
                            .formatted(
                                    Names.literal(schema.schema()),
                                    Names.literal(name),
                                    catalog.duckDb(schema.object(name))));
                }
                case StoredObject.View view ->
                    rows.add(Arrays.asList(database, schema.schema(), name, view.owner(), "VIEW", null));
            }
        });
        return "SELECT listed.*, CAST(counted.counted AS HUGEINT) AS \"%s\" FROM (%s) AS listed LEFT JOIN (%s) AS counted(s, n, counted) ON s = \"TABLE_SCHEMA\" AND n = \"TABLE_NAME\""
                .formatted(
                        ROW_COUNT,
                        rows(columns, rows),
                        counts && !counted.isEmpty()
                                ? String.join(" UNION ALL ", counted)
                                : "SELECT NULL, NULL, NULL WHERE false");
    }

    private String views() {
        var rows = new ArrayList<List<?>>();
        each((schema, name, object) -> {
            if (object instanceof StoredObject.View view) {
                rows.add(List.of(database, schema.schema(), name, view.owner(), view.body()));
            }
        });
        return rows(columns("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_OWNER", "VIEW_DEFINITION"), rows);
    }

    private String columns() {
        var columns = columns("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "COLUMN_NAME", "IS_NULLABLE", "DATA_TYPE");
        NUMBERS.forEach(name -> columns.put(name, "HUGEINT"));
        var rows = new ArrayList<List<?>>();
        each((schema, table, object) -> {
            int position = 0;
            var types = types(object).iterator();
            for (String name : object.columnNames()) {
                rows.add(column(schema.schema(), table, name, ++position, types.next()));
            }
        });
        return rows(columns, rows);
    }

    private static List<DataType> types(StoredObject object) {
        return switch (object) {
            case StoredObject.Table table -> List.copyOf(table.columns().values());
            case StoredObject.View view -> view.types();
        };
    }

    private List<?> column(String schema, String table, String name, int position, DataType type) {
        boolean number = type.kind() == DataType.Kind.NUMBER;
        return Arrays.asList(
                database,
                schema,
                table,
                name,
                "YES",
                type.kind().name(),
                position,
                number ? type.precision() : null,
                number ? type.scale() : null,
                type.kind() == DataType.Kind.TIMESTAMP_NTZ ? type.scale() : null);
    }
}
