package dev.sluice.worker.warehouse.snowflake.standin.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.worker.warehouse.snowflake.standin.faults.Fault;
import dev.sluice.worker.warehouse.snowflake.standin.faults.Faults;
import dev.sluice.worker.warehouse.snowflake.standin.log.RequestLog;
import dev.sluice.worker.warehouse.snowflake.standin.session.Answer;
import dev.sluice.worker.warehouse.snowflake.standin.session.Session;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Carries out statements. Who asks again with the same id gets the answer of the first time. */
final class Queries {

    private final RequestLog log;
    private final Faults faults;
    private final Sessions sessions;
    private final FileTransfer transfer;
    private final Map<String, CompletableFuture<Optional<ObjectNode>>> answers = new ConcurrentHashMap<>();
    private final Map<String, Session> running = new ConcurrentHashMap<>();

    Queries(RequestLog log, Faults faults, Sessions sessions, FileTransfer transfer) {
        this.log = log;
        this.faults = faults;
        this.sessions = sessions;
        this.transfer = transfer;
    }

    /** @return nothing where the connection is to be dropped */
    Optional<ObjectNode> answer(QueryRequest request, Session session) {
        var mine = new CompletableFuture<Optional<ObjectNode>>();
        var earlier = answers.putIfAbsent(request.id(), mine);
        if (earlier != null) {
            return earlier.join();
        }
        running.put(request.id(), session);
        try {
            return carriedOut(request, session, mine);
        } finally {
            running.remove(request.id());
            // What failed in an unforeseen way must not keep others waiting.
            mine.complete(Optional.empty());
        }
    }

    private Optional<ObjectNode> carriedOut(
            QueryRequest request, Session session, CompletableFuture<Optional<ObjectNode>> mine) {
        long number = faults.count();
        var before = faults.happen(Faults.When.BEFORE, request.sql(), number);
        if (before.isPresent() && dropped(before.get())) {
            answers.remove(request.id());
            return Optional.empty();
        }
        var answer = before.map(fault -> failed(fault, request, session)).orElseGet(() -> answered(request, session));
        mine.complete(Optional.of(answer));
        var after = faults.happen(Faults.When.AFTER, request.sql(), number);
        if (after.isPresent()) {
            return dropped(after.get()) ? Optional.empty() : Optional.of(failed(after.get(), request, session));
        }
        return Optional.of(answer);
    }

    private static boolean dropped(Fault fault) {
        return fault instanceof Fault.Dropped || fault instanceof Fault.Gone;
    }

    private ObjectNode failed(Fault fault, QueryRequest request, Session session) {
        return switch (fault) {
            case Fault.Refused refused ->
                refused(refused.error(), request, session, UUID.randomUUID().toString());
            case Fault.SessionEnded ended -> {
                sessions.end(session);
                yield refused(Sessions.GONE, request, session, UUID.randomUUID().toString());
            }
            case Fault.Dead dead ->
                refused(Sessions.GONE, request, session, UUID.randomUUID().toString());
            case Fault.Dropped dropped -> throw new IllegalStateException(dropped.toString());
            case Fault.Gone gone -> throw new IllegalStateException(gone.toString());
            case Fault.Held held -> throw new IllegalStateException(held.toString());
        };
    }

    private ObjectNode answered(QueryRequest request, Session session) {
        String queryId = UUID.randomUUID().toString();
        try {
            transfer.look();
            var put = session.put(request.sql());
            if (put.isPresent()) {
                remember(request, session, 0, Optional.empty());
                return transfer.answer(put.get(), session, queryId);
            }
            var answer = request.describeOnly()
                    ? session.describe(request.sql())
                    : session.execute(request.sql(), request.binds(session));
            if (!request.describeOnly()) {
                remember(request, session, answer.rowCount(), Optional.empty());
            }
            return Json.success(told(answer, request, session, queryId));
        } catch (SnowflakeError e) {
            return refused(e, request, session, queryId);
        }
    }

    private ObjectNode refused(SnowflakeError error, QueryRequest request, Session session, String queryId) {
        remember(request, session, 0, Optional.of(error.code()));
        return Json.failure(error, queryId);
    }

    private void remember(QueryRequest request, Session session, long rows, Optional<String> error) {
        log.add(new RequestLog.LoggedStatement(
                session.id(), request.sql(), session.parameter("QUERY_TAG"), session.warehouse(), rows, error));
    }

    private static ObjectNode told(Answer answer, QueryRequest request, Session session, String queryId) {
        var data = Json.object();
        data.set("parameters", Json.parameters(answer.parameters()));
        var fields = data.putArray("rowtype");
        for (var field : answer.fields()) {
            var type = field.type();
            var told = fields.addObject();
            told.put("name", field.name());
            told.put("type", type.kind().wire());
            told.put("nullable", true);
            told.put("scale", type.scale());
            told.put("precision", type.precision());
            told.put(
                    "length",
                    type.kind() == dev.sluice.worker.warehouse.snowflake.standin.sql.DataType.Kind.TEXT
                            ? 16_777_216
                            : 0);
            told.put("byteLength", 0);
            told.put("database", "");
            told.put("schema", "");
            told.put("table", "");
        }
        data.set("rowset", Json.MAPPER.valueToTree(answer.rows()));
        data.put("total", answer.rows().size());
        data.put("returned", answer.rows().size());
        data.put("queryId", queryId);
        data.put("finalDatabaseName", session.database().orElse(null));
        data.put("finalSchemaName", session.schema().orElse(null));
        data.put("finalWarehouseName", session.warehouse().orElse(null));
        data.put("finalRoleName", session.role());
        int places = request.describeOnly() ? request.places() : 0;
        data.put("numberOfBinds", places);
        data.put("arrayBindSupported", places > 0 && answer.isInsert());
        data.put("statementTypeId", answer.statementType());
        data.put("version", 1);
        data.put("queryResultFormat", "json");
        return data;
    }

    void abort(String requestId) {
        var session = running.get(requestId);
        if (session != null) {
            session.cancel();
        }
    }
}
