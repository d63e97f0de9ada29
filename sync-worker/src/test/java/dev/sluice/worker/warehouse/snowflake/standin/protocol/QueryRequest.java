package dev.sluice.worker.warehouse.snowflake.standin.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.worker.warehouse.snowflake.standin.session.BindValues;
import dev.sluice.worker.warehouse.snowflake.standin.session.Session;
import dev.sluice.worker.warehouse.snowflake.standin.sql.StagePath;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Token;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the driver asks for with a statement. */
record QueryRequest(String id, String sql, boolean describeOnly, JsonNode bindings, Optional<String> bindStage) {

    static QueryRequest of(String id, JsonNode body) {
        return new QueryRequest(
                id,
                body.path("sqlText").asText(),
                body.path("describeOnly").asBoolean(false),
                body.path("bindings"),
                Optional.ofNullable(body.path("bindStage").textValue()));
    }

    int places() {
        return (int) Tokenizer.tokens(sql).stream()
                .filter(token -> token.kind() == Token.Kind.SYMBOL && token.is("?"))
                .count();
    }

    BindValues binds(Session session) {
        if (bindStage.isPresent()) {
            return new BindValues(List.of(), List.of(), true, Optional.of(path(session)), places());
        }
        var types = new ArrayList<String>();
        var columns = new ArrayList<List<String>>();
        boolean many = false;
        for (int place = 1; place <= bindings.size(); place++) {
            var bind = bindings.path(String.valueOf(place));
            types.add(bind.path("type").asText());
            many |= bind.path("value").isArray();
            columns.add(values(bind.path("value")));
        }
        return new BindValues(types, columns, many, Optional.empty(), columns.size());
    }

    private static List<String> values(JsonNode value) {
        var values = new ArrayList<String>();
        if (value.isArray()) {
            value.forEach(each -> values.add(each.textValue()));
        } else {
            values.add(value.textValue());
        }
        return values;
    }

    private StagePath path(Session session) {
        String path = bindStage.orElseThrow().substring(1);
        int slash = path.indexOf('/');
        return new StagePath(session.object(path.substring(0, slash)), path.substring(slash + 1));
    }
}
