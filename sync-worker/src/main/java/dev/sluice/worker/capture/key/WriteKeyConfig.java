package dev.sluice.worker.capture.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long write keys are remembered. */
@ConfigMapping(prefix = "sluice.capture.write-keys")
interface WriteKeyConfig {

    /**
     * After this, a known write key is asked for again; until there is an answer it goes on working. A key that was
     * replaced ends at the latest after twice this time.
     */
    @WithDefault("1m")
    Duration refreshAfter();

    /** How long a call waits for the answer when its key was not asked for in twice that time. */
    @WithDefault("2s")
    Duration refreshTimeout();

    /** For so long, a write key that nobody has is refused without asking again. */
    @WithDefault("5s")
    Duration unknownFor();

    /** Write keys that were never seen which a replica asks for in a second; others are told to come again. */
    @WithDefault("50")
    int lookupsPerSecond();

    /** Most write keys that are remembered. */
    @WithDefault("10000")
    int remembered();
}
