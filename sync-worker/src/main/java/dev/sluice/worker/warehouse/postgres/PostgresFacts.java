package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.SchemaFacts;
import dev.sluice.worker.warehouse.Scripts;
import dev.sluice.worker.warehouse.SomeNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server says about itself, a role and the schemas of an environment.
 *
 * @param version as a number, 140005 for 14.5
 * @param schemas those of the environment's two that are there, by name
 */
record PostgresFacts(
        String role,
        String database,
        int version,
        String versionText,
        boolean standby,
        boolean readOnly,
        boolean mayMakeTemporaryTables,
        boolean mayMakeSchemas,
        Map<String, SchemaFacts> schemas) {

    static PostgresFacts read(Connection connection, Layout layout) throws SQLException {
        var schemas = schemas(connection, layout);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(Scripts.text(PostgresFacts.class, "check_server", ""))) {
            row.next();
            return new PostgresFacts(
                    row.getString("role"),
                    row.getString("database"),
                    row.getInt("version"),
                    row.getString("version_text"),
                    row.getBoolean("standby"),
                    row.getBoolean("read_only"),
                    row.getBoolean("may_make_temporary_tables"),
                    row.getBoolean("may_make_schemas"),
                    schemas);
        }
    }

    private static Map<String, SchemaFacts> schemas(Connection connection, Layout layout) throws SQLException {
        try (var statement = connection.prepareStatement(Scripts.text(PostgresFacts.class, "check_schemas", ""))) {
            statement.setInt(1, SomeNames.ASKED);
            statement.setString(2, layout.schema());
            statement.setString(3, layout.rawSchema());
            try (var rows = statement.executeQuery()) {
                var schemas = new TreeMap<String, SchemaFacts>();
                while (rows.next()) {
                    schemas.put(rows.getString("name"), schema(rows));
                }
                return schemas;
            }
        }
    }

    private static SchemaFacts schema(ResultSet row) throws SQLException {
        return new SchemaFacts(
                row.getBoolean("may_make_tables"),
                List.of((String[]) row.getArray("relations").getArray()),
                row.getString("owner"),
                row.getBoolean("owner_is_role"));
    }
}
