package dev.sluice.worker.quarantine;

import dev.sluice.errors.v1.ErrorReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The table {@code refused_call}, within the transaction of the caller. */
public final class RefusedCallTable {

    private static final String INSERT = """
            insert into refused_call
              (environment, received_at, door, kind, body, remote_address, user_agent, reason, field, message,
               user_keys)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String COLUMNS = """
            select id, environment, received_at, door, kind, body, remote_address, user_agent, reason, field, message,
              user_keys, message_id
            from refused_call where environment = ?
            """;
    private static final String PAGE = COLUMNS + " and id > ? order by id limit ?";
    private static final String LOCK = COLUMNS + " and id = any (?::bigint[]) order by id for update";
    private static final String DELETE = "delete from refused_call where environment = ? and id = any (?::bigint[])";
    private static final String REFUSED_ANEW = """
            update refused_call set reason = ?, field = ?, message = ? where environment = ? and id = ?
            """;

    private final Connection connection;

    public RefusedCallTable(Connection connection) {
        this.connection = connection;
    }

    public void insert(List<RefusedCall> calls) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            for (var call : calls) {
                bind(statement, call);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Those after an id, oldest first. */
    List<KeptCall> page(String environment, long after, int most) throws SQLException {
        try (var statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, environment);
            statement.setLong(2, after);
            statement.setInt(3, most);
            return read(statement);
        }
    }

    /** Those of the ids that are there, which nobody else replays or erases until the transaction ends. */
    public List<KeptCall> lock(String environment, Collection<Long> ids) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, environment);
            statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            return read(statement);
        }
    }

    public void delete(String environment, Collection<Long> ids) throws SQLException {
        try (var statement = connection.prepareStatement(DELETE)) {
            statement.setString(1, environment);
            statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    /** Notes why a call is refused by now. */
    public void refusedAnew(long id, RefusedCall call) throws SQLException {
        try (var statement = connection.prepareStatement(REFUSED_ANEW)) {
            statement.setString(1, call.reason().name());
            statement.setString(2, StorableText.of(call.field()));
            statement.setString(3, StorableText.of(call.message()));
            statement.setString(4, call.environment());
            statement.setLong(5, id);
            statement.executeUpdate();
        }
    }

    private void bind(PreparedStatement statement, RefusedCall call) throws SQLException {
        statement.setString(1, call.environment());
        statement.setObject(2, call.receivedAt().atOffset(ZoneOffset.UTC));
        statement.setString(3, call.door().text());
        statement.setString(4, StorableText.of(call.kind()));
        statement.setString(5, call.body() == null ? null : StorableText.ofJson(call.body()));
        statement.setString(6, call.origin().ip());
        statement.setString(7, call.origin().userAgent());
        statement.setString(8, call.reason().name());
        statement.setString(9, StorableText.of(call.field()));
        statement.setString(10, StorableText.of(call.message()));
        var keys = call.userKeys().stream().map(StorableText::of).toArray();
        statement.setArray(11, connection.createArrayOf("text", keys));
    }

    private static List<KeptCall> read(PreparedStatement statement) throws SQLException {
        var calls = new ArrayList<KeptCall>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                calls.add(new KeptCall(rows.getLong("id"), rows.getObject("message_id", UUID.class), call(rows)));
            }
        }
        return calls;
    }

    private static RefusedCall call(ResultSet row) throws SQLException {
        return new RefusedCall(
                row.getString("environment"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                Door.of(row.getString("door")),
                row.getString("kind"),
                row.getString("body"),
                new Origin(row.getString("remote_address"), row.getString("user_agent")),
                ErrorReason.valueOf(row.getString("reason")),
                row.getString("field"),
                row.getString("message"),
                List.of((String[]) row.getArray("user_keys").getArray()));
    }
}
