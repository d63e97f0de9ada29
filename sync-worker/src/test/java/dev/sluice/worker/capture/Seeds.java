package dev.sluice.worker.capture;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.capture.v1.CapturedCall;
import java.util.stream.Stream;

/** What guided guessing begins with: the small ones of what nobody should send. Large ones would slow it down. */
public final class Seeds {

    private static final int MAX_BYTES = 2_048;
    private static final String WRITE_KEY = "key";

    private Seeds() {}

    /** Bodies for paths that begin so. */
    public static Stream<byte[]> of(String path) {
        return MalformedRequest.all()
                .filter(request -> request.path().startsWith(path))
                .map(request -> request.plain(WRITE_KEY))
                .filter(Seeds::isSmall);
    }

    /** Bodies for any path, compressed. */
    public static Stream<byte[]> gzipped() {
        return of("/").map(MalformedRequest::gzipped);
    }

    /** Calls of the gRPC contract. */
    public static Stream<byte[]> messages() {
        return MalformedMessage.all()
                .map(Seeds::call)
                .map(CapturedCall::toByteArray)
                .filter(Seeds::isSmall);
    }

    private static CapturedCall call(MalformedMessage message) {
        try {
            return message.read();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(message.name(), e);
        }
    }

    private static boolean isSmall(byte[] body) {
        return body.length <= MAX_BYTES;
    }
}
