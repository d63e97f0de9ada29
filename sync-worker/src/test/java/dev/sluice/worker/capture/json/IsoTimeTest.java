package dev.sluice.worker.capture.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05.123456789z, 2026-01-02T03:04:05.123456789Z",
        "2026-01-02T03:04, 2026-01-02T03:04:00Z",
        "2026-01-02T03:04:05, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+01:00, 2026-01-02T02:04:05Z",
        "2026-01-02T03:04:05-0330, 2026-01-02T06:34:05Z",
        "2026-01-02T03:04:05+01, 2026-01-02T02:04:05Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
    })
    void isoTimesAreRead(String text, Instant time) {
        assertEquals(Optional.of(time), IsoTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-01-02",
                "2026-13-01T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-01-02T25:00:00Z",
                "2026-01-02 03:04:05Z",
                "2026-01-02T03:04:05+99:00",
                "2026-01-02T03:04:05Z and more",
                "1700000000"
            })
    void othersAreNot(String text) {
        assertEquals(Optional.empty(), IsoTime.parse(text));
    }
}
