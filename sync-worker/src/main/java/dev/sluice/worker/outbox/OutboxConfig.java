package dev.sluice.worker.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How calls reach identity-service. */
@ConfigMapping(prefix = "sluice.outbox")
interface OutboxConfig {

    /** How often a worker looks for calls that another one took and did not come to hand on. */
    @WithDefault("1s")
    Duration lookEvery();

    /** How long a worker pauses when calls could not be applied. */
    @WithDefault("2s")
    Duration pauseAfterFailure();

    /** Most captured calls that are handed on at once. */
    @WithDefault("500")
    int callsAtOnce();

    /** Most bytes that are handed on at once; a larger call goes alone. */
    @WithDefault("4194304")
    int bytesAtOnce();

    /** How long a run or a privacy request waits for whoever is handing calls on. */
    @WithDefault("30s")
    Duration turnTimeout();
}
