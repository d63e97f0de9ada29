package dev.sluice.worker.landing;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.protobuf.Timestamp;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.property.Catalog;
import dev.sluice.worker.property.InferredValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Custom properties as raw rows hold them: a JSON object of texts by stored names. The text has all the digits that
 * were sent, so a column that widens later can be filled with it.
 */
final class StoredProperties {

    private static final JsonFactory JSON = new JsonFactory();

    private StoredProperties() {}

    static String json(Map<String, InferredValue> values, Catalog catalog) {
        return object(values.keySet(), catalog, key -> values.get(key).text());
    }

    /** When each value was given, as ISO-8601 text; what is not known is left out. */
    static String times(Collection<String> keys, Map<String, Timestamp> times, Catalog catalog) {
        var known = keys.stream().filter(times::containsKey).toList();
        return object(known, catalog, key -> Timestamps.instant(times.get(key)).toString());
    }

    private static String object(Collection<String> keys, Catalog catalog, UnaryOperator<String> value) {
        if (keys.isEmpty()) {
            return "{}";
        }
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            for (var key : keys) {
                generator.writeStringField(catalog.storedName(key), value.apply(key));
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
