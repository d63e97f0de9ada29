package dev.sluice.local.sync;

import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.harness.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A warehouse in PostgreSQL that a test adds to an environment, and whoever connects to it. */
record PostgresWarehouse(EnvironmentAccess access) {

    private static final String USER = "postgres";

    static PostgresWarehouse addTo(EnvironmentAccess environment, SluiceClient client, String name) {
        client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(environment.environment())
                        .setName(name)
                        .setPostgres(PostgresTarget.newBuilder()
                                .setJdbcUrl(Stack.get().databaseUrl())
                                .setUser(USER))
                        .build());
        return new PostgresWarehouse(new EnvironmentAccess(
                environment.environment(), environment.writeKey(), name, environment.warehouseFile()));
    }

    /** Unqualified names are of the environment's schema. */
    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of a query, as text. */
    List<String> column(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(Stack.get().databaseUrl(), USER, USER);
        connection.setSchema(access.environment());
        return connection;
    }
}
