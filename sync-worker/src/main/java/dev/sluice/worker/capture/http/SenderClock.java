package dev.sluice.worker.capture.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock of who sent a request. Visitors' clocks can be wrong by years; times of such a clock are moved by as much as
 * it is wrong, for calls of the future would be refused.
 */
public record SenderClock(Duration behind) {

    /** A difference up to this can be the time that a request takes. */
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    /** No clock is so wrong. */
    private static final Duration BELIEVED = Duration.ofDays(100 * 365);

    /** @param sentAt the sender's time when it sent the request; null where it does not tell */
    public static SenderClock read(Instant sentAt, Instant now) {
        var behind = sentAt == null ? Duration.ZERO : Duration.between(sentAt, now);
        var size = behind.abs();
        var isWrong = size.compareTo(TOLERATED) > 0 && size.compareTo(BELIEVED) < 0;
        return new SenderClock(isWrong ? behind : Duration.ZERO);
    }

    /** As {@link #said} gave it. */
    public static SenderClock of(String said) {
        return new SenderClock(said.isEmpty() ? Duration.ZERO : Duration.parse(said));
    }

    /** Empty where it is right. */
    public String said() {
        return behind.isZero() ? "" : behind.toString();
    }

    /** Null of null, and the time as it is where the sender's clock is right, or where there is no such other time. */
    public Instant corrected(Instant time) {
        try {
            return time == null ? null : time.plus(behind);
        } catch (DateTimeException | ArithmeticException beyondAllTimes) {
            return time;
        }
    }
}
