package dev.sluice.worker.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How runs behave. */
@ConfigMapping(prefix = "sluice.run")
interface RunConfig {

    /** How long a warehouse stays reserved for a run that gives no sign of life; renewed three times as often. */
    @WithDefault("60s")
    Duration lease();

    /** How often a watched run is looked at. */
    @WithDefault("200ms")
    Duration watchInterval();
}
