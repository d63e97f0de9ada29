package dev.sluice.worker.capture.http;

import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.json.JsonObject;

/** Finds the write key of a request: in its Authorization header, otherwise in its body. */
public final class WriteKey {

    private WriteKey() {}

    /**
     * Null where there is none.
     *
     * @param authorization the header; may be null
     */
    public static String of(String authorization, JsonObject body) {
        var inHeader = WriteKeyHeader.read(authorization);
        if (inHeader != null && !inHeader.isEmpty()) {
            return inHeader;
        }
        try {
            return body.text("writeKey");
        } catch (CallRefused refused) {
            throw refused.asFailure();
        }
    }
}
