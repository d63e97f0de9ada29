package dev.sluice.worker.quarantine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much is kept of what was refused. */
@ConfigMapping(prefix = "sluice.capture.quarantine")
public interface QuarantineConfig {

    /** How long a refused call is kept. */
    @WithDefault("30d")
    Duration keepFor();

    /** Most refused calls of an environment that are kept; the oldest go first. */
    @WithDefault("10000")
    int mostCalls();

    /** Most characters of a body that is kept; of a longer one only the refusal is. */
    @WithDefault("131072")
    int longestBody();
}
