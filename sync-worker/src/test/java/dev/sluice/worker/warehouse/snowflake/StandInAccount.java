package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.snowflake.standin.SnowflakeStandIn;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Optional;

/** A stand-in with one user, who has one role. */
record StandInAccount(SnowflakeStandIn server) implements SnowflakeAccount {

    static final String USER = "SLUICE";
    static final String ROLE = "LOADER";
    static final String WAREHOUSE = "LOADING";
    static final String DATABASE = "SHOP";

    private static final KeyPair KEYS = newKeys();
    private static final int PARALLEL = 4;

    static StandInAccount start() {
        var server = SnowflakeStandIn.start();
        server.addUser(USER, KEYS.getPublic(), ROLE);
        server.addWarehouse(WAREHOUSE);
        server.addDatabase(DATABASE);
        return new StandInAccount(server);
    }

    static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SnowflakeLogin login() {
        return new SnowflakeLogin(target(), KEYS.getPrivate(), PARALLEL);
    }

    Target.Snowflake target() {
        return new Target.Snowflake(
                SnowflakeStandIn.ACCOUNT,
                USER,
                ROLE,
                WAREHOUSE,
                DATABASE,
                "snowflake-key",
                Optional.of("127.0.0.1:" + server.port()));
    }

    @Override
    public SnowflakeAccount fresh() {
        return start();
    }

    @Override
    public SnowflakeAccount copy() {
        return new StandInAccount(server.copy());
    }

    @Override
    public void cutOff(SnowflakeWarehouse warehouse) {
        server.endSessions();
    }

    @Override
    public void close() {
        server.close();
    }
}
