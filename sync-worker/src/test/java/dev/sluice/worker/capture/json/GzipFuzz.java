package dev.sluice.worker.capture.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.errors.Failure;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes may say that they are compressed; run by the profile {@code fuzz}. */
class GzipFuzz {

    static Stream<byte[]> seeds() {
        return Seeds.gzipped();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void body(byte[] body) {
        byte[] plain;
        try {
            plain = RequestBody.plain(body, "gzip", CaptureLimits.CALL_BYTES);
        } catch (Failure told) {
            return;
        }
        if (plain.length > CaptureLimits.CALL_BYTES) {
            throw new IllegalStateException("inflated to %d bytes".formatted(plain.length));
        }
    }
}
