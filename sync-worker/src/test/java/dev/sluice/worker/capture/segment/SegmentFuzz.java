package dev.sluice.worker.capture.segment;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.Seeds;
import dev.sluice.worker.capture.fuzz.Reader;
import dev.sluice.worker.capture.json.RequestBody;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes may come as a batch or as a call; run by the profile {@code fuzz}. */
class SegmentFuzz {

    static Stream<byte[]> seeds() {
        return Seeds.of("/v1/");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void body(byte[] body) {
        Reader.take(() -> SegmentBatch.read(
                RequestBody.read(body, null, CaptureLimits.BATCH_BYTES), Reader.ORIGIN, Instant.now()));
        for (var type : List.of("track", "page", "screen", "identify", "group", "alias")) {
            Reader.take(() -> {
                var call = RequestBody.read(body, null, CaptureLimits.CALL_BYTES);
                return List.of(
                        SegmentDoor.reading(SegmentKind.of(type, call, Instant.now()), call.node(), Reader.ORIGIN));
            });
        }
    }
}
