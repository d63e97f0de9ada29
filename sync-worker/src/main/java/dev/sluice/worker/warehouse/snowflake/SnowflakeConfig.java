package dev.sluice.worker.warehouse.snowflake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How Snowflake is written to. */
@ConfigMapping(prefix = "sluice.snowflake")
public interface SnowflakeConfig {

    /** Tables that a run replaces at a time, each in a session of its own. */
    @WithDefault("4")
    int parallelTables();
}
