package dev.sluice.worker.capture.heap;

import dev.sluice.worker.capture.call.CallHeader;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Context;
import dev.sluice.worker.capture.call.FieldNames;
import dev.sluice.worker.capture.call.UserProperties;
import dev.sluice.worker.capture.call.Value;
import dev.sluice.worker.capture.json.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads calls of Heap's server API. */
final class HeapCalls {

    /** The contract's names of fields, as Heap's clients know them. */
    static final FieldNames NAMES = new FieldNames(Map.of(
            "message_id", "idempotency_key",
            "time", "timestamp",
            "anonymous_id", "user_id",
            "track.event", "event",
            "track.properties", "properties",
            "add_user_properties.properties", "properties",
            "add_user_properties.unset", "properties",
            "add_user_properties.set_once", "properties",
            "context.session_id", "session_id"));

    private static final Pattern DIGITS = Pattern.compile("\\d{1,16}");
    private static final long HIGHEST_USER_ID = (1L << 53) - 1;
    private static final int LONGEST_TEXT = 1_024;

    private HeapCalls() {}

    static CapturedCall track(JsonObject call) {
        return new CapturedCall.Track(
                userHeader(call), call.text("event"), properties(call).properties());
    }

    static CapturedCall addUserProperties(JsonObject call) {
        if (!call.has("properties")) {
            throw call.refused("properties", "be object");
        }
        return new CapturedCall.AddUserProperties(
                userHeader(call), properties(call).userProperties());
    }

    static CapturedCall identify(JsonObject call) {
        for (var field : new String[] {"identity", "user_id"}) {
            if (!call.has(field)) {
                throw call.refused(field, "be set");
            }
        }
        return new CapturedCall.Identify(header(call), UserProperties.NONE);
    }

    private static JsonObject properties(JsonObject call) {
        var properties = call.object("properties");
        properties.properties().forEach((key, value) -> {
            if (value instanceof Value.Text(var text) && text.codePointCount(0, text.length()) > LONGEST_TEXT) {
                throw properties.refused(key, "be at most %,d characters".formatted(LONGEST_TEXT));
            }
        });
        return properties;
    }

    private static CallHeader userHeader(JsonObject call) {
        if (call.has("identity") && call.has("user_id")) {
            throw call.refused("user_id", "not be set beside an identity");
        }
        return header(call);
    }

    private static CallHeader header(JsonObject call) {
        return new CallHeader(
                call.text("idempotency_key"),
                call.time("timestamp"),
                userId(call),
                call.text("identity"),
                context(call.textOrWhole("session_id")));
    }

    /** Heap's user ids are numbers: {@code 007} is 7. */
    private static String userId(JsonObject call) {
        var text = call.textOrWhole("user_id");
        if (text == null) {
            return null;
        }
        if (!DIGITS.matcher(text).matches() || Long.parseLong(text) > HIGHEST_USER_ID) {
            throw call.refused("user_id", "be a whole number of 0 to 2^53-1");
        }
        return Long.toString(Long.parseLong(text));
    }

    private static Context context(String sessionId) {
        return new Context(
                "server",
                null,
                null,
                sessionId,
                Context.Page.NONE,
                Context.Campaign.NONE,
                Context.Device.NONE,
                Context.Location.NONE);
    }
}
