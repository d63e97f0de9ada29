package dev.sluice.local.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.SegmentCondition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Matchers and conditions of segments as files have them: the contract's messages as JSON, with events by name instead of
 * by id, selectors and operators as one writes them, and times such as {@code 30d}.
 */
final class Expressions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "OPERATOR_";

    private Expressions() {}

    /** @throws Wrong what is not of the contract, or what {@code idOf} throws */
    static Matcher matcher(JsonNode written, Function<String, Long> idOf) {
        return read(written, idOf, Matcher.newBuilder()).build();
    }

    static SegmentCondition condition(JsonNode written, Function<String, Long> idOf) {
        return read(written, idOf, SegmentCondition.newBuilder()).build();
    }

    private static <B extends Message.Builder> B read(JsonNode written, Function<String, Long> idOf, B message) {
        if (written == null || !written.isObject()) {
            throw new Wrong("must be an object");
        }
        var contract = written.deepCopy();
        rewrite(contract, each -> toContract(each, idOf));
        try {
            JsonFormat.parser().merge(contract.toString(), message);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw new Wrong(e.getMessage());
        }
    }

    /** The events that a matcher is a combo of. */
    static List<String> parts(JsonNode matcher) {
        return matcher == null
                ? List.of()
                : matcher.path("combo")
                        .path("events")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList();
    }

    static JsonNode write(Message message, Function<Long, String> nameOf) {
        try {
            var written = JSON.readTree(
                    JsonFormat.printer().preservingProtoFieldNames().print(message));
            rewrite(written, each -> fromContract(each, nameOf));
            return written;
        } catch (InvalidProtocolBufferException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rewrite(JsonNode node, UnaryOperator<ObjectNode> change) {
        if (node instanceof ObjectNode object) {
            change.apply(object);
        }
        node.forEach(child -> rewrite(child, change));
    }

    private static ObjectNode toContract(ObjectNode node, Function<String, Long> idOf) {
        if (node.path("selector").isTextual()) {
            node.set("selector", JSON.createObjectNode().set("text", node.get("selector")));
        }
        if (node.path("operator").isTextual()) {
            node.put("operator", OPERATOR + node.get("operator").asText().toUpperCase(Locale.ROOT));
        }
        if (node.remove("events") instanceof ArrayNode names) {
            var ids = node.putArray("event_definition_ids");
            names.forEach(name -> ids.add(Long.toString(idOf.apply(name.asText()))));
        }
        if (node.remove("event") instanceof TextNode name) {
            node.put("event_definition_id", Long.toString(idOf.apply(name.asText())));
        }
        if (node.path("within").isTextual()) {
            node.put("within", Period.read(node.get("within").asText()).toSeconds() + "s");
        }
        return node;
    }

    private static ObjectNode fromContract(ObjectNode node, Function<Long, String> nameOf) {
        if (node.path("selector").isObject()) {
            node.set("selector", node.get("selector").path("text"));
        }
        if (node.path("operator").isTextual()) {
            node.put(
                    "operator",
                    node.get("operator").asText().substring(OPERATOR.length()).toLowerCase(Locale.ROOT));
        }
        if (node.remove("event_definition_ids") instanceof ArrayNode ids) {
            var names = node.putArray("events");
            ids.forEach(id -> names.add(nameOf.apply(id.asLong())));
        }
        if (node.has("event_definition_id")) {
            node.put("event", nameOf.apply(node.remove("event_definition_id").asLong()));
        }
        if (node.path("within").isTextual()) {
            node.put(
                    "within",
                    Period.write(Duration.parse("PT" + node.get("within").asText())));
        }
        return node;
    }
}
