package dev.sluice.worker.capture.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Bounds how large JSON is without writing it. */
final class JsonSize {

    /** A character that is escaped: {@code \u001F}. None takes more bytes in UTF-8. */
    private static final int CHARACTER = 6;

    /** Quotes, a colon and a comma. */
    private static final int AROUND = 4;

    private JsonSize() {}

    /** Bytes that it takes at most. */
    static long atMost(JsonNode node) {
        if (!node.isContainerNode()) {
            return ofText(node.asText());
        }
        long size = AROUND;
        for (var field : node.properties()) {
            size += ofText(field.getKey()) + atMost(field.getValue());
        }
        if (node.isArray()) {
            for (var element : node) {
                size += atMost(element);
            }
        }
        return size;
    }

    private static long ofText(String text) {
        return AROUND + (long) CHARACTER * text.length();
    }
}
