package dev.sluice.worker.capture.heap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.Seeds;
import dev.sluice.worker.capture.fuzz.Reader;
import dev.sluice.worker.capture.json.RequestBody;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes may be posted to Heap's paths; run by the profile {@code fuzz}. */
class HeapFuzz {

    static Stream<byte[]> seeds() {
        return Seeds.of("/api/");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void body(byte[] body) {
        for (var kind : HeapCall.values()) {
            Reader.take(() -> new HeapPost(RequestBody.read(body, null, CaptureLimits.BATCH_BYTES), kind).calls());
        }
    }
}
