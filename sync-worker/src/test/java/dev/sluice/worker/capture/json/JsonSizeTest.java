package dev.sluice.worker.capture.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is never larger than its bound, and is measured where the bound does not tell. */
class JsonSizeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":[],\"b\":{},\"c\":[[],[{}]]}",
                "{\"a\":[true,false,null,-1,1.50,1E+400,123456789012345678901234567890]}",
                "{\"\\u0001\\u001f\\\"\\\\\\n\":\"\\u0000\\u0000\\u0000\"}",
                "{\"größe\":\"日本語\",\"😀😀\":\"😀😀😀\"}"
            })
    void boundHolds(String json) {
        var node = RequestBody.kept(json);
        int size = node.toString().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(JsonSize.atMost(node) >= size, () -> "%d < %d".formatted(JsonSize.atMost(node), size));
        var object = JsonObject.item(node);
        assertFalse(object.isLargerThan(size));
        assertTrue(object.isLargerThan(size - 1));
    }

    @Test
    void textThatMightBeLargerIsMeasured() {
        var object = JsonObject.item(RequestBody.kept("{\"a\":\"" + "x".repeat(992) + "\"}"));
        assertEquals(1_000, object.node().toString().length());
        assertFalse(object.isLargerThan(1_000));
        assertTrue(object.isLargerThan(999));
    }
}
