package dev.sluice.worker.capture.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the fields of a JSON object as properties; nulls are left out. */
final class PropertyReader {

    private static final int DEEPEST = 8;

    private PropertyReader() {}

    static Map<String, Value> read(JsonObject object) {
        var properties = new LinkedHashMap<String, Value>();
        object.node().properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                properties.put(field.getKey(), value(field.getValue(), object.pathOf(field.getKey())));
            }
        });
        return properties;
    }

    /** The keys that are left out. */
    static List<String> nulls(JsonObject object) {
        return object.node().properties().stream()
                .filter(field -> field.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Value value(JsonNode node, String path) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> new Value.Flag(node.booleanValue());
            case NUMBER -> number(node);
            case STRING -> new Value.Text(node.textValue());
            case ARRAY, OBJECT -> new Value.Text(text(node, path));
            case BINARY, MISSING, NULL, POJO -> throw new CallRefused(path, "be a JSON value");
        };
    }

    private static Value number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return new Value.Decimal(node.decimalValue());
        }
        return node.canConvertToLong()
                ? new Value.Whole(node.longValue())
                : new Value.Text(node.bigIntegerValue().toString());
    }

    private static String text(JsonNode container, String path) {
        if (depth(container) > DEEPEST) {
            throw new CallRefused(path, "be at most " + DEEPEST + " levels deep");
        }
        var elements = StreamSupport.stream(container.spliterator(), false).toList();
        var isListOfScalars = container.isArray() && elements.stream().allMatch(JsonNode::isValueNode);
        return isListOfScalars
                ? elements.stream()
                        .filter(each -> !each.isNull())
                        .map(JsonNode::asText)
                        .collect(Collectors.joining("||"))
                : container.toString();
    }

    private static int depth(JsonNode node) {
        if (node.isValueNode()) {
            return 0;
        }
        return 1
                + StreamSupport.stream(node.spliterator(), false)
                        .mapToInt(PropertyReader::depth)
                        .max()
                        .orElse(0);
    }
}
