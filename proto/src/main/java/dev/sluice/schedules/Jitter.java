package dev.sluice.schedules;

import dev.sluice.definitions.v1.Schedule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;

/** By how much a run is started later than its tick: as good as by chance, yet the same for whoever asks. */
record Jitter(String seed, Duration longest) {

    static Jitter of(Schedule schedule) {
        return new Jitter(
                schedule.getEnvironment() + "/" + schedule.getWarehouse(),
                Duration.ofSeconds(
                        schedule.getJitter().getSeconds(), schedule.getJitter().getNanos()));
    }

    /** From nothing to less than the longest, and less than {@code limit}; whole milliseconds. */
    Duration of(Instant tick, Duration limit) {
        long most = Math.min(longest.toMillis(), limit.toMillis());
        return Duration.ofMillis((long) (most * chance(tick)));
    }

    /** From 0 to less than 1. */
    private double chance(Instant tick) {
        var hash = ByteBuffer.wrap(sha256((seed + "@" + tick.getEpochSecond()).getBytes(StandardCharsets.UTF_8)));
        return (hash.getLong() >>> 11) * 0x1.0p-53;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
