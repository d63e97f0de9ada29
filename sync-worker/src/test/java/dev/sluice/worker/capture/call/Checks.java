package dev.sluice.worker.capture.call;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;

/** The rules of calls without the rest of the service. */
public final class Checks {

    private Checks() {}

    public static CallCheck asConfigured() {
        var rules = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CaptureRules.class)
                .build()
                .getConfigMapping(CaptureRules.class);
        return new CallCheck(Clock.systemUTC(), rules);
    }
}
