package dev.sluice.worker.capture.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.rate.RateLimits;
import io.github.bucket4j.Bucket;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells the environment of a write key, as definitions-service knows it. A key that was known goes on working while
 * definitions-service is away, until the end that it was given; one that was not is {@link Failure.Unavailable} then. One
 * that was replaced is noticed by asking again, before a call is taken where nobody has asked for long.
 */
@ApplicationScoped
public class WriteKeys {

    private static final int LONGEST = 255;

    private final WriteKeyLookup lookup;
    private final InstantSource clock;
    private final WriteKeyConfig config;
    private final LoadingCache<String, KnownKey> known;
    private final Cache<String, Boolean> unknown;
    private final Bucket lookups;

    WriteKeys(WriteKeyLookup lookup, InstantSource clock, WriteKeyConfig config) {
        this.lookup = lookup;
        this.clock = clock;
        this.config = config;
        this.known = Caffeine.newBuilder()
                .maximumSize(config.remembered())
                .refreshAfterWrite(config.refreshAfter())
                .executor(task -> Thread.ofVirtual().name("write-key-refresh").start(task))
                .build(new Resolving());
        this.unknown = Caffeine.newBuilder()
                .maximumSize(config.remembered())
                .expireAfterWrite(config.unknownFor())
                .build();
        this.lookups = RateLimits.bucket(config.lookupsPerSecond(), config.lookupsPerSecond());
    }

    /** @param writeKey may be null or anything */
    public String environment(String writeKey) {
        if (writeKey == null || writeKey.isBlank()) {
            throw refused("a write key must be given");
        }
        if (writeKey.length() > LONGEST || unknown.getIfPresent(writeKey) != null) {
            throw refused("no environment has this write key");
        }
        var key = confirmed(writeKey, known.get(writeKey));
        if (key == null || key.hasEnded(clock.instant())) {
            unknown.put(writeKey, true);
            throw refused("no environment has this write key");
        }
        return key.environment();
    }

    /** Made-up keys must not keep definitions-service busy. */
    private void requireLookup() {
        var probe = lookups.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Failure.Throttled(
                    "too many write keys that were never seen; come again later",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private KnownKey confirmed(String writeKey, KnownKey key) {
        if (key == null || !key.isOlderThan(config.refreshAfter().multipliedBy(2), clock.instant())) {
            return key;
        }
        try {
            return known.refresh(writeKey).get(config.refreshTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException noAnswer) {
            return key;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return key;
        }
    }

    private static Failure refused(String message) {
        return new Failure.Unauthenticated(ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN, message);
    }

    /** Null stands for a key that no environment has. */
    private final class Resolving implements CacheLoader<String, KnownKey> {

        @Override
        public KnownKey load(String writeKey) {
            requireLookup();
            return lookup.find(writeKey);
        }

        @Override
        public KnownKey reload(String writeKey, KnownKey key) {
            try {
                return lookup.find(writeKey);
            } catch (Failure.Unavailable | StatusRuntimeException away) {
                return key.askedInVain(clock.instant());
            }
        }
    }
}
