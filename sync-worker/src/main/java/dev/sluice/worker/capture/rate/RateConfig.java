package dev.sluice.worker.capture.rate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much each replica takes in a time. */
@ConfigMapping(prefix = "sluice.capture.rate")
interface RateConfig {

    /** Calls of one environment in a second, in the long run; 0 for any number. */
    @WithDefault("25000")
    long callsPerSecond();

    /** Calls of one environment at once, after a quiet time. */
    @WithDefault("50000")
    long burst();

    /** Most environments that are counted; one that is displaced begins anew. */
    @WithDefault("10000")
    int environments();

    /** After so long without a call, an environment is counted no more. */
    @WithDefault("10m")
    Duration forgetAfter();
}
