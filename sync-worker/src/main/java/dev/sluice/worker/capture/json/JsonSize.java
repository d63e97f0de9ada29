package dev.sluice.worker.capture.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Bounds how large JSON is without writing it. */
final class JsonSize {

    /** A character that is escaped: {@code \u001F}. None takes more bytes in UTF-8. */
    private static final int CHARACTER = 6;

    /** Quotes, a colon and a comma. */
    private static final int AROUND = 4;

    private JsonSize() {}

    /** Bytes that it takes at most. */
    static long atMost(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                long size = AROUND;
                for (var field : object.properties()) {
                    size += ofText(field.getKey()) + atMost(field.getValue());
                }
                yield size;
            }
            case ArrayNode array -> {
                long size = AROUND;
                for (var element : array) {
                    size += atMost(element);
                }
                yield size;
            }
            default -> ofText(node.asText());
        };
    }

    private static long ofText(String text) {
        return AROUND + (long) CHARACTER * text.length();
    }
}
