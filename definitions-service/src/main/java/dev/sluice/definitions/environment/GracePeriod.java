package dev.sluice.definitions.environment;

import com.google.protobuf.util.Durations;
import dev.sluice.definitions.v1.RotateWriteKeyRequest;
import dev.sluice.errors.Failure;
import java.time.Duration;

/** For how long write keys go on working that are replaced. */
final class GracePeriod {

    private static final Duration LONGEST = Duration.ofDays(30);

    private GracePeriod() {}

    static Duration of(RotateWriteKeyRequest request) {
        var given = request.getGracePeriod();
        if (!Durations.isValid(given) || Durations.isNegative(given) || !isAtMostLongest(given)) {
            throw new Failure.Invalid("grace_period", "must be 0 to 30 days");
        }
        return Duration.ofSeconds(given.getSeconds(), given.getNanos());
    }

    private static boolean isAtMostLongest(com.google.protobuf.Duration given) {
        return Durations.compare(given, Durations.fromSeconds(LONGEST.toSeconds())) <= 0;
    }
}
