package dev.sluice.worker.warehouse.snowflake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How Snowflake is written to. */
@ConfigMapping(prefix = "sluice.snowflake")
public interface SnowflakeConfig {

    /** Tables that a run replaces at a time, each in a session of its own. */
    @WithDefault("4")
    int parallelTables();

    /** {@code host:port} of what stands in for Snowflake in tests; absent for the host that an account has. */
    Optional<String> host();
}
