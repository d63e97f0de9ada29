package dev.sluice.worker.capture.rate;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.sluice.errors.Failure;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Turns an environment's calls away when there are too many of them. All of its write keys count together, so that
 * rotating them gives no more; each replica counts for itself.
 */
@ApplicationScoped
public class RateLimits {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final RateConfig config;
    private final LoadingCache<String, Bucket> buckets;
    private final Counter throttled;

    RateLimits(RateConfig config, MeterRegistry meters) {
        this.config = config;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(config.environments())
                .expireAfterAccess(config.forgetAfter())
                .build(_ -> bucket(config.burst(), config.callsPerSecond()));
        this.throttled = Counter.builder("sluice.capture.throttled")
                .description("Requests that were told to come again later")
                .register(meters);
    }

    /** @throws Failure.Throttled where there are too many; none of them counts then */
    public void check(String environment, int calls) {
        if (config.callsPerSecond() == 0) {
            return;
        }
        // One request is never refused for good, however small the burst.
        var probe = buckets.get(environment).tryConsumeAndReturnRemaining(Math.clamp(calls, 1, config.burst()));
        if (!probe.isConsumed()) {
            throttled.increment();
            throw new Failure.Throttled(
                    "too many calls of this environment; come again later",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** @param burst at least 1 */
    public static Bucket bucket(long burst, long perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, SECOND))
                .build();
    }
}
