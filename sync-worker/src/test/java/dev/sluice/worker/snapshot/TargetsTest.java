package dev.sluice.worker.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.SnowflakeTarget;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.duckdb.DuckDbConfig;
import dev.sluice.worker.warehouse.snowflake.SnowflakeConfig;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private record Config(int parallelTables, Optional<String> host) implements SnowflakeConfig {}

    private record Memory(Optional<MemorySize> memory) implements DuckDbConfig {}

    private static final DuckDbConfig DEFAULT = new Memory(Optional.empty());

    private static final Warehouse DUCKDB = Warehouse.newBuilder()
            .setDuckdb(DuckDbTarget.newBuilder().setPath("/data/x.duckdb"))
            .build();

    private static final Warehouse SNOWFLAKE = Warehouse.newBuilder()
            .setSnowflake(SnowflakeTarget.newBuilder()
                    .setAccount("myorg-a")
                    .setUser("Ann")
                    .setRole("WRITER")
                    .setVirtualWarehouse("\"small\"")
                    .setDatabase("\"Shop \"\"x\"\"\"")
                    .setPrivateKeySecret("key"))
            .build();

    @Test
    void everyEngineHasItsTarget() {
        assertEquals(new Target.DuckDb(Path.of("/data/x.duckdb"), Optional.empty()), map(DUCKDB));
        assertEquals(
                new Target.Postgres("jdbc:postgresql://db/shop", "sluice", "shop"),
                map(Warehouse.newBuilder()
                        .setPostgres(PostgresTarget.newBuilder()
                                .setJdbcUrl("jdbc:postgresql://db/shop")
                                .setUser("sluice")
                                .setPasswordSecret("shop"))
                        .build()));
    }

    @Test
    void memoryOfDuckDbIsASetting() {
        var config = new Memory(Optional.of(new MemorySize(BigInteger.TWO.pow(30))));
        assertEquals(
                new Target.DuckDb(Path.of("/data/x.duckdb"), Optional.of(1L << 30)),
                new Targets(config, new Config(4, Optional.empty())).of(DUCKDB));
    }

    @Test
    void namesOfSnowflakeAreAsSqlSpellsThem() {
        assertEquals(
                new Target.Snowflake(
                        "myorg-a", "Ann", "WRITER", "\"small\"", "\"Shop \"\"x\"\"\"", "key", Optional.empty()),
                map(SNOWFLAKE));
    }

    @Test
    void hostThatStandsInForSnowflakeIsASetting() {
        var host = Optional.of("127.0.0.1:8443");
        assertEquals(
                new Target.Snowflake("myorg-a", "Ann", "WRITER", "\"small\"", "\"Shop \"\"x\"\"\"", "key", host),
                new Targets(DEFAULT, new Config(4, host)).of(SNOWFLAKE));
    }

    private static Target map(Warehouse warehouse) {
        return new Targets(DEFAULT, new Config(4, Optional.empty())).of(warehouse);
    }
}
