package dev.sluice.identity.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which merges wait for review. */
@ConfigMapping(prefix = "sluice.identity.calls")
interface LinkConfig {

    /**
     * How many anonymous users an identity may gain by calls of one UTC day; those beyond are held until they are
     * approved. All replicas must agree. A new value holds for a day of an identity as soon as a call touches it.
     */
    @WithDefault("100")
    int mostGainedADay();
}
