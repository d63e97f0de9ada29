package dev.sluice.worker.capture.browser;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.Seeds;
import dev.sluice.worker.capture.fuzz.Reader;
import dev.sluice.worker.capture.json.RequestBody;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes may come as what a page captured; run by the profile {@code fuzz}. */
class BrowserFuzz {

    static Stream<byte[]> seeds() {
        return Seeds.of("/v1/capture");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void body(byte[] body) {
        Reader.take(() -> BrowserBatch.read(
                RequestBody.read(body, null, CaptureLimits.BATCH_BYTES), Reader.ORIGIN, Instant.now()));
    }
}
