package dev.sluice.worker.capture.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long write keys are remembered. */
@ConfigMapping(prefix = "sluice.capture.write-keys")
interface WriteKeyConfig {

    /** After this, a known write key is asked for again; until there is an answer it goes on working. */
    @WithDefault("5m")
    Duration refreshAfter();

    /** For so long, a write key that nobody has is refused without asking again. */
    @WithDefault("5s")
    Duration unknownFor();

    /** Most write keys that are remembered. */
    @WithDefault("10000")
    int remembered();
}
