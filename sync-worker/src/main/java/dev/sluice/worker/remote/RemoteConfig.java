package dev.sluice.worker.remote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the worker calls the other services. */
@ConfigMapping(prefix = "sluice.remote")
interface RemoteConfig {

    /** How long an answer may take. */
    @WithDefault("15s")
    Duration deadline();
}
