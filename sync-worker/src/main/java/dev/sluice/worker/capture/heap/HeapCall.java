package dev.sluice.worker.capture.heap;

import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.json.JsonObject;
import java.util.Arrays;
import java.util.function.Function;

/** The kinds of calls of Heap's server API. */
enum HeapCall {
    TRACK("track", "events", HeapCalls::track),
    ADD_USER_PROPERTIES("add_user_properties", "users", HeapCalls::addUserProperties),
    IDENTIFY("v1/identify", "", HeapCalls::identify);

    private final String path;
    private final String bulk;
    private final Function<JsonObject, CapturedCall> reading;

    HeapCall(String path, String bulk, Function<JsonObject, CapturedCall> reading) {
        this.path = path;
        this.bulk = bulk;
        this.reading = reading;
    }

    static HeapCall of(String path) {
        return Arrays.stream(values())
                .filter(kind -> kind.path.equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no call of Heap's is posted to " + path));
    }

    /** Where it is posted, below {@code /api/}. */
    String path() {
        return path;
    }

    /** The field that holds a list of such calls; empty where there is none. */
    String bulk() {
        return bulk;
    }

    CapturedCall read(JsonObject call) {
        return reading.apply(call);
    }
}
