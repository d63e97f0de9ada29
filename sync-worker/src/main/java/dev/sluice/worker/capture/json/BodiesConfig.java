package dev.sluice.worker.capture.json;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of what clients send is at work at once. */
@ConfigMapping(prefix = "sluice.capture.bodies")
interface BodiesConfig {

    /**
     * Most bytes of all bodies, once inflated, that are read or wait for their commit, on each replica; further requests
     * are told to come again. In memory they take several times as much.
     */
    @WithDefault("33554432")
    long bytes();
}
