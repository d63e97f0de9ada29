package dev.sluice.local.importing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Calls that are sent together, with the lines they stood on. */
record Batch(List<CheckedLine.Call> calls) {

    /** The API takes 500 KB; this leaves room for what is around the calls. */
    static final int LARGEST = 450_000;

    private static final byte[] HEAD = "{\"batch\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.US_ASCII);

    Batch {
        calls = List.copyOf(calls);
    }

    byte[] body() {
        var body = new ByteArrayOutputStream();
        body.writeBytes(HEAD);
        for (int index = 0; index < calls.size(); index++) {
            if (index > 0) {
                body.write(',');
            }
            body.writeBytes(calls.get(index).json());
        }
        body.writeBytes(TAIL);
        return body.toByteArray();
    }

    long line(int index) {
        return calls.get(index).number();
    }
}
