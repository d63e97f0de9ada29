package dev.sluice.identity.validation;

import com.google.protobuf.Timestamp;
import dev.sluice.errors.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What single fields may hold. Each rule returns the value it let through; lengths count characters, not bytes. */
public final class FieldRules {

    private static final int LONGEST_ENVIRONMENT = 200;
    private static final int LONGEST_KEY = 255;

    private static final int MOST_NANOS = 999_999_999;

    /** Where protobuf timestamps end. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private FieldRules() {}

    public static String environment(String value) {
        return printable("environment", value, LONGEST_ENVIRONMENT);
    }

    /** What names a user; one that nobody could see or type is a fault of the client. */
    public static String userKey(String field, String value) {
        var key = printable(field, value, LONGEST_KEY);
        require(!key.isBlank(), field, "must not be blank");
        return key;
    }

    public static String printable(String field, String value, int longest) {
        storable(field, value, longest);
        require(value.codePoints().noneMatch(Character::isISOControl), field, "must not hold control characters");
        return value;
    }

    /** 1 to {@code longest} characters that PostgreSQL can hold. */
    public static String storable(String field, String value, int longest) {
        require(!value.isEmpty(), field, "must be 1 to %,d characters".formatted(longest));
        return storableOrEmpty(field, value, longest);
    }

    public static String storableOrEmpty(String field, String value, int longest) {
        require(
                value.codePointCount(0, value.length()) <= longest,
                field,
                "must be at most %,d characters".formatted(longest));
        require(value.indexOf('\0') < 0, field, "must not hold the NUL character");
        return value;
    }

    /** To the microsecond, which is what PostgreSQL keeps: two stamps differ there exactly if they differ here. */
    public static Instant time(String field, Optional<Timestamp> given) {
        require(given.isPresent(), field, "must be given");
        var time = given.get();
        require(time.getNanos() >= 0 && time.getNanos() <= MOST_NANOS, field, "must be a valid timestamp");
        require(time.getSeconds() >= 0, field, "must not be before 1970");
        require(time.getSeconds() <= END_OF_TIME.getEpochSecond(), field, "must be a valid timestamp");
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).truncatedTo(ChronoUnit.MICROS);
    }

    public static Instant notAfter(Instant latest, String field, Instant time) {
        require(!time.isAfter(latest), field, "must not be after " + latest);
        return time;
    }

    public static void count(String field, int count, int most) {
        require(count >= 1 && count <= most, field, "must hold 1 to %,d items".formatted(most));
    }

    public static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new Failure.Invalid(field, rule);
        }
    }
}
