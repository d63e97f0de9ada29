package dev.sluice.worker.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How runs behave. */
@ConfigMapping(prefix = "sluice.run")
interface RunConfig {

    /** How long a warehouse stays reserved for a run that gives no sign of life. */
    @WithDefault("60s")
    Duration lease();

    /** How often a living run renews its lease; a third of it or less. */
    @WithDefault("20s")
    Duration renewEvery();

    /** How often a watched run is looked at. */
    @WithDefault("200ms")
    Duration watchInterval();
}
