package dev.sluice.worker.metrics;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How current metrics are. Nobody has it injected, as only a timer asks for it, by its name. */
@Unremovable
@ConfigMapping(prefix = "sluice.metrics")
interface MetricsConfig {

    /** How often it is looked how the warehouses stand; {@code off} in a process that does one run only. */
    @WithDefault("15s")
    String refreshEvery();
}
