package dev.sluice.worker.privacy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deletions are seen through. */
@ConfigMapping(prefix = "sluice.privacy")
interface PrivacyConfig {

    /** How often pending deletions are looked after; {@code off} in a process that does one run only. */
    @WithDefault("10s")
    String sweepEvery();

    /** How soon a run is started again for a warehouse that still waits for its deletions. */
    @WithDefault("1m")
    Duration runAgainAfter();
}
