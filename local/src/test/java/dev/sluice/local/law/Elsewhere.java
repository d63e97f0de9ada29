package dev.sluice.local.law;

import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.harness.Stack;
import dev.sluice.sync.v1.Gap;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A warehouse of the same environment in PostgreSQL, which is synced along. */
final class Elsewhere {

    private static final String NAME = "elsewhere";
    private static final String USER = "postgres";

    private final EnvironmentAccess access;
    private final Runs runs;
    private final Definitions definitions;

    Elsewhere(SluiceClient client, EnvironmentAccess world) {
        access = new EnvironmentAccess(world.environment(), world.writeKey(), NAME, world.warehouseFile());
        runs = new Runs(client, access);
        definitions = new Definitions(client, access);
        client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName(NAME)
                        .setPostgres(PostgresTarget.newBuilder()
                                .setJdbcUrl(Stack.get().databaseUrl())
                                .setUser(USER))
                        .build());
    }

    /** Whatever moves in the other warehouse moves here from now on. */
    void sync(EventDefinition witness, Events events, Segments segments) {
        select(witness, events, segments);
        runs.sync();
    }

    void syncOnly(EventDefinition chosen, EventDefinition witness, Events events, Segments segments) {
        select(witness, events, segments);
        runs.syncOnly(chosen);
    }

    private void select(EventDefinition witness, Events events, Segments segments) {
        definitions.toggleOn(List.of(witness));
        events.selectFor(access);
        segments.selectFor(access);
    }

    void fillGaps() {
        runs.gaps().stream().map(Gap::getPropertyId).distinct().forEach(runs::backfill);
    }

    List<String> differences() {
        return runs.differences();
    }

    /** Every table and view of the schema. */
    Map<String, List<String>> everything() {
        try (var connection = connect()) {
            return new Dump((sql, reader) -> {
                        try (var statement = connection.createStatement();
                                var rows = statement.executeQuery(sql)) {
                            return reader.read(rows);
                        } catch (SQLException e) {
                            throw new AssertionError(sql, e);
                        }
                    })
                    .everything(access.environment());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(Stack.get().databaseUrl(), USER, USER);
    }
}
