package dev.sluice.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.sluice.errors.v1.ErrorReason;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers are told of what was thrown. */
class KnownFailuresTest {

    private final Stopping stopping = new Stopping();

    @AfterEach
    void startAgain() {
        stopping.start(null);
    }

    @Test
    void faultOfOursIsNoneUnlessTheServiceIsStopping() {
        var closed = new IllegalStateException("closed");
        assertEquals(Optional.empty(), KnownFailures.of(closed));
        stopping.stop(null);
        assertInstanceOf(Failure.Unavailable.class, KnownFailures.of(closed).orElseThrow());
    }

    @Test
    void whatIsWrongWithACallIsSaidWhileTheServiceIsStoppingToo() {
        stopping.stop(null);
        var wrong = new IllegalStateException(new Failure.Invalid("name", "must be given"));
        assertEquals(
                ErrorReason.ERROR_REASON_FIELD_INVALID,
                KnownFailures.of(wrong).orElseThrow().reason());
    }
}
