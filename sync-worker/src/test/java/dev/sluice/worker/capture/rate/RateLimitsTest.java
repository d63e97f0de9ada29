package dev.sluice.worker.capture.rate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    @Test
    void anEnvironmentIsToldWhenToComeAgainAndOthersAreNotHeldUp() {
        var limits = limits(10, 100);
        limits.check("a", 100);
        var throttled = assertThrows(Failure.Throttled.class, () -> limits.check("a", 50));
        assertTrue(throttled.retryAfter().compareTo(Duration.ofSeconds(4)) > 0, throttled.retryAfter()::toString);
        assertTrue(throttled.retryAfter().compareTo(Duration.ofSeconds(6)) < 0, throttled.retryAfter()::toString);
        assertDoesNotThrow(() -> limits.check("b", 100));
    }

    @Test
    void aRequestBeyondTheBurstIsTakenAfterAQuietTime() {
        assertDoesNotThrow(() -> limits(10, 100).check("a", 1_000));
    }

    @Test
    void noLimitIsNone() {
        var limits = limits(0, 1);
        limits.check("a", 1_000_000);
        assertDoesNotThrow(() -> limits.check("a", 1_000_000));
    }

    private static RateLimits limits(long perSecond, long burst) {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("sluice.capture.rate.calls-per-second", Long.toString(perSecond))
                .withDefaultValue("sluice.capture.rate.burst", Long.toString(burst))
                .withMapping(RateConfig.class)
                .build()
                .getConfigMapping(RateConfig.class);
        return new RateLimits(config, new SimpleMeterRegistry());
    }
}
