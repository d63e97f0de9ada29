package dev.sluice.worker.capture.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.UserProperties;
import dev.sluice.worker.capture.call.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A JSON object whose fields are read as what they must be; a field of another type is refused by its path. A null is
 * as good as absent.
 *
 * @param path of the object within its call, empty for the call itself
 */
public record JsonObject(ObjectNode node, String path) {

    static JsonObject body(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new JsonObject(object, "");
        }
        throw new Failure.Invalid(ErrorReason.ERROR_REASON_BODY_MALFORMED, "", "the body must be a JSON object");
    }

    /** An item of an array; paths begin anew. */
    public static JsonObject item(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new JsonObject(object, "");
        }
        throw new CallRefused("", "be object");
    }

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** Null where the field is absent. */
    public String text(String field) {
        var value = value(field);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        throw refused(field, "be string");
    }

    /** A text, or a whole number taken by its digits; null where the field is absent. */
    public String textOrWhole(String field) {
        var value = value(field);
        return value != null && value.isIntegralNumber()
                ? value.bigIntegerValue().toString()
                : text(field);
    }

    /** Null where the field is absent. */
    public Instant time(String field) {
        var text = text(field);
        return text == null
                ? null
                : IsoTime.parse(text).orElseThrow(() -> refused(field, "be an ISO-8601 date and time"));
    }

    /** An empty object where the field is absent. */
    public JsonObject object(String field) {
        var value = value(field);
        if (value == null || value instanceof ObjectNode) {
            return new JsonObject(
                    value == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) value, pathOf(field));
        }
        throw refused(field, "be object");
    }

    /** The elements of an array that must be there. */
    public List<JsonNode> array(String field) {
        var value = value(field);
        if (value == null || !value.isArray()) {
            throw refused(field, "be array");
        }
        return IntStream.range(0, value.size()).mapToObj(value::get).toList();
    }

    /** The same object, with defaults for the fields of one of its own objects. */
    public JsonObject withDefaults(String field, JsonObject defaults) {
        if (defaults.node().isEmpty()) {
            return this;
        }
        var merged = defaults.node().deepCopy();
        merged.setAll(object(field).node());
        var copy = node.objectNode();
        copy.setAll(node);
        copy.set(field, merged);
        return new JsonObject(copy, path);
    }

    /** The object's fields as properties; nulls are left out. */
    public Map<String, Value> properties() {
        return PropertyReader.read(this);
    }

    /** The fields that are null. */
    public List<String> nulls() {
        return PropertyReader.nulls(this);
    }

    /** The object's fields as what is said of a user. */
    public UserProperties userProperties() {
        return UserProperties.of(properties(), nulls());
    }

    /** Whether the object takes more bytes as JSON. It is not written where it cannot, as with nearly all. */
    public boolean isLargerThan(int bytes) {
        return JsonSize.atMost(node) > bytes && node.toString().getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    public String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    public CallRefused refused(String field, String rule) {
        return new CallRefused(pathOf(field), rule);
    }

    private JsonNode value(String field) {
        var value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }
}
