package dev.sluice.worker.landing;

import com.fasterxml.jackson.core.JsonFactory;
import dev.sluice.worker.property.Catalog;
import dev.sluice.worker.property.InferredValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Custom properties as raw rows hold them: a JSON object of texts by stored names. The text has all the digits that
 * were sent, so a column that widens later can be filled with it.
 */
final class StoredProperties {

    private static final JsonFactory JSON = new JsonFactory();

    private StoredProperties() {}

    static String json(Map<String, InferredValue> values, Catalog catalog) {
        if (values.isEmpty()) {
            return "{}";
        }
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            for (var entry : values.entrySet()) {
                generator.writeStringField(
                        catalog.storedName(entry.getKey()), entry.getValue().text());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
