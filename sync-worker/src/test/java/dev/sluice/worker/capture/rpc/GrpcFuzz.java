package dev.sluice.worker.capture.rpc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.worker.capture.Seeds;
import dev.sluice.worker.capture.fuzz.Reader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any message of the contract may come; run by the profile {@code fuzz}. */
class GrpcFuzz {

    static Stream<byte[]> seeds() {
        return Seeds.messages();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void call(byte[] message) {
        CapturedCall call;
        try {
            call = CapturedCall.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            // gRPC refuses it before the service sees it.
            return;
        }
        Reader.take(() -> List.of(GrpcDoor.reading(call)));
    }
}
