package dev.sluice.worker.capture.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.errors.Failure;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodiesAtWorkTest {

    private static final int MOST = 1_000;

    private final BodiesAtWork bodies = new BodiesAtWork(new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withDefaultValue("sluice.capture.bodies.bytes", Integer.toString(MOST))
            .withMapping(BodiesConfig.class)
            .build()
            .getConfigMapping(BodiesConfig.class));

    @Test
    void whatIsTooMuchTogetherIsToldToComeAgainAndIsTakenOnceThereIsRoom() {
        var half = body(MOST / 2);
        bodies.answer(half, null, MOST, first -> {
            assertEquals("taken", bodies.answer(half, null, MOST, second -> {
                assertThrows(Failure.Unavailable.class, () -> answer(body(12)));
                return "taken";
            }));
            return answer(half);
        });
        assertEquals("taken", answer(body(MOST)));
    }

    @Test
    void theLargestBodyIsTakenAlone() {
        assertEquals("taken", bodies.answer(body(9 * MOST), null, 10 * MOST, _ -> "taken"));
    }

    @Test
    void aBodyCountsAsWhatItIsInflatedTo() throws IOException {
        var gzipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(body(MOST));
        }
        assertEquals("taken", bodies.answer(gzipped.toByteArray(), "gzip", MOST, first -> {
            assertThrows(Failure.Unavailable.class, () -> answer(body(12)));
            return "taken";
        }));
    }

    @Test
    void aBodyThatIsNoneOrWhoseWorkFailsLeavesItsRoom() {
        assertThrows(Failure.Invalid.class, () -> answer("x".repeat(MOST).getBytes(StandardCharsets.UTF_8)));
        assertThrows(
                IllegalStateException.class,
                () -> bodies.answer(body(MOST), null, MOST, _ -> {
                    throw new IllegalStateException();
                }));
        bodies.answer(body(MOST / 2), null, MOST, first -> answer(body(MOST / 2)));
    }

    private String answer(byte[] body) {
        return bodies.answer(body, null, MOST, _ -> "taken");
    }

    private static byte[] body(int bytes) {
        return "{\"a\": \"%s\"}".formatted("x".repeat(bytes - 9)).getBytes(StandardCharsets.UTF_8);
    }
}
