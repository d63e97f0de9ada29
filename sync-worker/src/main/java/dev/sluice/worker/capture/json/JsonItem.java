package dev.sluice.worker.capture.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.worker.capture.call.Received;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.UserKeys;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A call that came as JSON, whether it can be read or not. */
public record JsonItem(Door door, String kind, JsonNode node, String remoteAddress, Fields fields) implements Received {

    /**
     * What the fields of a front door's calls are.
     *
     * @param writeKey names the one that is not kept
     */
    public record Fields(List<String> anonymousIds, List<String> identities, String writeKey) {}

    @Override
    public String body() {
        return (node instanceof ObjectNode call && call.has(fields.writeKey())
                        ? call.deepCopy().without(fields.writeKey())
                        : node)
                .toString();
    }

    @Override
    public List<String> userKeys() {
        return Stream.concat(
                        keys(fields.anonymousIds(), UserKeys::anonymous), keys(fields.identities(), UserKeys::identity))
                .toList();
    }

    /** Clients that send numbers mean their digits. */
    private Stream<String> keys(List<String> names, Function<String, String> key) {
        return names.stream()
                .map(node::path)
                .filter(value -> value.isTextual() || value.isIntegralNumber())
                .map(value -> key.apply(value.asText()));
    }
}
