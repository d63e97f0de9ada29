package dev.sluice.worker.property;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.values.v1.PropertyValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads property values from the forms in which they reach a run. */
public final class PropertyReader {

    private static final JsonFactory JSON = new JsonFactory();

    private PropertyReader() {}

    /** @param json a flat object of booleans, numbers and strings, as the event log holds it; null for none */
    public static Map<String, InferredValue> ofEvent(String json) {
        var values = new TreeMap<String, InferredValue>();
        if (json == null) {
            return values;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                values.put(key, value(parser));
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("the event log holds properties that are not JSON", e);
        }
    }

    /** The literal of a number is kept as it was written. */
    private static InferredValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> InferredValue.ofBoolean(true);
            case VALUE_FALSE -> InferredValue.ofBoolean(false);
            case VALUE_NUMBER_INT -> InferredValue.ofInteger(parser.getText());
            case VALUE_NUMBER_FLOAT -> InferredValue.ofNumber(parser.getText());
            case VALUE_STRING -> InferredValue.ofText(parser.getText());
            default -> throw new IOException("unexpected " + parser.currentToken());
        };
    }

    public static Map<String, InferredValue> ofUser(Map<String, PropertyValue> properties) {
        var values = new TreeMap<String, InferredValue>();
        properties.forEach((key, value) -> {
            switch (value.getKindCase()) {
                case BOOLEAN -> values.put(key, InferredValue.ofBoolean(value.getBoolean()));
                case INTEGER -> values.put(key, InferredValue.ofInteger(Long.toString(value.getInteger())));
                case NUMBER -> values.put(key, InferredValue.ofNumber(Double.toString(value.getNumber())));
                case TEXT -> values.put(key, InferredValue.ofText(value.getText()));
                case KIND_NOT_SET -> {}
            }
        });
        return values;
    }
}
