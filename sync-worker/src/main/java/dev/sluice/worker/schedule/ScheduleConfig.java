package dev.sluice.worker.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How runs are started by themselves. */
@ConfigMapping(prefix = "sluice.schedule")
interface ScheduleConfig {

    /** How often it is looked which warehouses are due, by each worker; {@code off} for never. */
    @WithDefault("5s")
    String lookEvery();

    /** How many runs a worker does at most before it leaves those that are due to others, or until one ends; from 1. */
    @WithDefault("4")
    int runsAtOnce();

    /** How soon a run that failed is tried again; twice as long after each further failure. */
    @WithDefault("30s")
    Duration retryAfter();

    /** The longest of these pauses. */
    @WithDefault("30m")
    Duration retryAtMost();

    /** How often a run is tried again before it is left to the next tick; 0 for never. */
    @WithDefault("10")
    int retries();
}
