package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.SnowflakeTarget;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import dev.sluice.worker.warehouse.snowflake.standin.SnowflakeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged worker writes to what stands in for Snowflake, with its secret from a file; nothing to do sends nothing. */
final class SnowflakeIT {

    private static final String NAME = "snowflake";
    private static final String ROLE = "LOADER";
    private static final String VIRTUAL_WAREHOUSE = "LOADING";
    private static final String DATABASE = "SHOP";
    private static final String PASSWORD = "for tests alone";
    private static final String NUMBERS = "SELECT number FROM \"ORDER\" ORDER BY number";

    @TempDir
    Path secrets;

    private final Shop shop = new Shop();
    private final SnowflakeStandIn server = SnowflakeStandIn.start();
    private final EnvironmentAccess access =
            new EnvironmentAccess(shop.access.environment(), shop.access.writeKey(), NAME, shop.access.warehouseFile());

    @BeforeEach
    void register() throws GeneralSecurityException, IOException {
        var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Files.writeString(secrets.resolve(NAME), pem(keys.getPrivate()));
        server.addUser("SLUICE", keys.getPublic(), ROLE);
        server.addUser("ANALYST", PASSWORD, ROLE);
        server.addWarehouse(VIRTUAL_WAREHOUSE);
        server.addDatabase(DATABASE);
        // The worker that tests warehouses for definitions-service knows Snowflake's own hosts alone.
        shop.client
                .warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName(NAME)
                        .setRegisterUnchecked(true)
                        .setSnowflake(SnowflakeTarget.newBuilder()
                                .setAccount(SnowflakeStandIn.ACCOUNT)
                                .setUser("sluice")
                                .setRole(ROLE)
                                .setVirtualWarehouse(VIRTUAL_WAREHOUSE)
                                .setDatabase(DATABASE)
                                .setPrivateKeySecret(NAME))
                        .build());
        var definitions = new Definitions(shop.client, access);
        definitions.toggleOn(List.of(definitions.define("Order", Matchers.custom("Order"))));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void ordersArriveAndARunWithNothingToDoDoesNotEvenLogIn() throws IOException, InterruptedException, SQLException {
        shop.order(3);
        assertEquals(0, run());
        assertEquals(List.of("1", "2", "3"), column(NUMBERS));
        assertEquals(RunState.RUN_STATE_SUCCEEDED, latest().getState());
        assertTrue(latest().getCost().getStatements() > 0, () -> latest().toString());

        var asked = server.log().requests().size();
        assertEquals(0, run());
        assertEquals(asked, server.log().requests().size());

        shop.order(2);
        assertEquals(0, run());
        assertEquals(List.of("1", "2", "3", "4", "5"), column(NUMBERS));
        assertEquals(2, latest().getLandedEvents());
    }

    private int run() throws IOException, InterruptedException {
        return Job.run(
                access, "-Dsluice.snowflake.host=127.0.0.1:" + server.port(), "-Dsluice.secrets.directory=" + secrets);
    }

    private Run latest() {
        var request = ListRunsRequest.newBuilder()
                .setEnvironment(access.environment())
                .setWarehouse(NAME)
                .build();
        return shop.client.sync().listRuns(request).getRunsList().getFirst();
    }

    /** The first column of a query, as text. */
    private List<String> column(String sql) throws SQLException {
        var properties = server.properties();
        properties.setProperty("user", "ANALYST");
        properties.setProperty("password", PASSWORD);
        properties.setProperty("role", ROLE);
        properties.setProperty("warehouse", VIRTUAL_WAREHOUSE);
        properties.setProperty("db", DATABASE);
        properties.setProperty("schema", access.environment().toUpperCase(Locale.ROOT));
        try (var connection = DriverManager.getConnection(server.url(), properties);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }
}
