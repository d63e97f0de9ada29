package dev.sluice.remote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service calls the others. */
@ConfigMapping(prefix = "sluice.remote")
interface RemoteConfig {

    /** How long an answer may take. Runs wait as long for a service that is starting. */
    @WithDefault("15s")
    Duration deadline();
}
