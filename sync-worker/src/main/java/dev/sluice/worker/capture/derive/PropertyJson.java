package dev.sluice.worker.capture.derive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.worker.capture.call.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes properties as the event log keeps them: a flat JSON object with its keys sorted. */
final class PropertyJson {

    private static final JsonFactory JSON = new JsonFactory();

    private PropertyJson() {}

    /** Null where there are none. */
    static String of(Map<String, Value> properties) {
        if (properties.isEmpty()) {
            return null;
        }
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var property : new TreeMap<>(properties).entrySet()) {
                json.writeFieldName(property.getKey());
                write(property.getValue(), json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Value value, JsonGenerator json) throws IOException {
        switch (value) {
            case Value.Flag flag -> json.writeBoolean(flag.value());
            case Value.Whole whole -> json.writeNumber(whole.value());
            case Value.Decimal decimal -> json.writeNumber(decimal.value());
            case Value.Text text -> json.writeString(text.value());
        }
    }
}
