package dev.sluice.worker.capture.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.worker.capture.call.Received;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.Origin;
import dev.sluice.worker.quarantine.UserKeys;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A call that came as JSON, whether it can be read or not.
 *
 * @param completion makes of the node what is kept: with what its request said for all of its calls. Not done before it
 *     is needed, as there may be many calls and much to say.
 */
public record JsonItem(
        Door door, String kind, JsonNode node, UnaryOperator<JsonNode> completion, Origin origin, Fields fields)
        implements Received {

    /**
     * What the fields of a front door's calls are.
     *
     * @param anonymousIds JSON pointers, as are the identities
     * @param writeKey names the one that is not kept
     */
    public record Fields(List<String> anonymousIds, List<String> identities, String writeKey) {}

    @Override
    public String body() {
        var whole = completion.apply(node);
        return (whole instanceof ObjectNode call && call.has(fields.writeKey())
                        ? call.deepCopy().without(fields.writeKey())
                        : whole)
                .toString();
    }

    @Override
    public List<String> userKeys() {
        return Stream.concat(
                        keys(fields.anonymousIds(), UserKeys::anonymous), keys(fields.identities(), UserKeys::identity))
                .toList();
    }

    /** Clients that send numbers mean their digits. */
    private Stream<String> keys(List<String> pointers, Function<String, String> key) {
        return pointers.stream()
                .map(node::at)
                .filter(value -> value.isTextual() || value.isIntegralNumber())
                .map(value -> key.apply(value.asText()));
    }
}
