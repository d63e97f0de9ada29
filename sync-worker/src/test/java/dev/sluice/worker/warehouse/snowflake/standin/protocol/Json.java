package dev.sluice.worker.warehouse.snowflake.standin.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The frame of every answer: data, or a code and a message. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode read(InputStream body) throws IOException {
        var bytes = body.readAllBytes();
        return bytes.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(bytes);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode success(JsonNode data) {
        var answer = object();
        answer.set("data", data);
        answer.putNull("code");
        answer.putNull("message");
        return answer.put("success", true);
    }

    static ObjectNode failure(SnowflakeError error, String queryId) {
        var data = object();
        data.put("internalError", false);
        data.put("errorCode", error.code());
        data.put("age", 0);
        data.put("sqlState", error.state());
        data.put("queryId", queryId);
        data.put("line", -1);
        data.put("pos", -1);
        data.put("type", "COMPILATION");
        var answer = object();
        answer.set("data", data);
        answer.put("code", error.code());
        answer.put("message", error.getMessage());
        return answer.put("success", false);
    }

    static ArrayNode parameters(Map<String, Object> values) {
        var parameters = MAPPER.createArrayNode();
        values.forEach((name, value) -> {
            var parameter = parameters.addObject().put("name", name);
            parameter.set("value", MAPPER.valueToTree(value));
        });
        return parameters;
    }
}
