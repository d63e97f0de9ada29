package dev.sluice.worker.outbox;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.identity.v1.ApplyCallsRequest;
import dev.sluice.identity.v1.ResolveUsersRequest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The table {@code identity_outbox}, within the transaction of the caller. */
public final class OutboxTable {

    private static final String INSERT = """
            insert into identity_outbox (environment, kind, message)
            select environment, kind, message
            from unnest(?::text[], ?::text[], ?::bytea[]) with ordinality as new (environment, kind, message, place)
            order by place
            """;
    private static final String OLDEST = """
            select id, kind, message from identity_outbox where environment = ? and id <= ? order by id limit ?
            """;
    private static final String LAST = "select max(id) from identity_outbox where environment = ?";
    private static final String DELETE = "delete from identity_outbox where environment = ? and id = any (?::bigint[])";

    /** From one environment to the next by the key, however many calls each has. */
    private static final String ENVIRONMENTS = """
            with recursive waiting (environment) as (
              (select environment from identity_outbox order by environment limit 1)
              union all
              select (select o.environment from identity_outbox o where o.environment > w.environment
                      order by o.environment limit 1)
              from waiting w where w.environment is not null)
            select environment from waiting where environment is not null
            """;

    private static final String CALLS = "calls";
    private static final String SIGHTING = "sighting";

    private final Connection connection;

    public OutboxTable(Connection connection) {
        this.connection = connection;
    }

    /** A call of an environment that is to be queued. */
    public record Entry(String environment, QueuedCall call) {}

    /** A call that waits. @param bytes how much it takes on the way */
    record Waiting(long id, QueuedCall call, int bytes) {}

    /** Behind all others, in this order. */
    public void insert(List<Entry> entries) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, text(entries.stream().map(Entry::environment)));
            statement.setArray(2, text(entries.stream().map(entry -> kind(entry.call()))));
            var messages = entries.stream().map(entry -> message(entry.call())).toArray(byte[][]::new);
            statement.setArray(3, connection.createArrayOf("bytea", messages));
            statement.executeUpdate();
        }
    }

    List<Waiting> oldest(String environment, long untilId, int most) throws SQLException {
        try (var statement = connection.prepareStatement(OLDEST)) {
            statement.setString(1, environment);
            statement.setLong(2, untilId);
            statement.setInt(3, most);
            var waiting = new ArrayList<Waiting>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    waiting.add(waiting(rows));
                }
            }
            return waiting;
        }
    }

    /** The id of the call that was queued last; 0 where none waits. */
    long last(String environment) throws SQLException {
        try (var statement = connection.prepareStatement(LAST)) {
            statement.setString(1, environment);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    void delete(String environment, Collection<Long> ids) throws SQLException {
        try (var statement = connection.prepareStatement(DELETE)) {
            statement.setString(1, environment);
            statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    /** Those of which calls wait. */
    List<String> environments() throws SQLException {
        try (var statement = connection.prepareStatement(ENVIRONMENTS);
                var rows = statement.executeQuery()) {
            var environments = new ArrayList<String>();
            while (rows.next()) {
                environments.add(rows.getString(1));
            }
            return environments;
        }
    }

    private Array text(Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    private static String kind(QueuedCall call) {
        return switch (call) {
            case QueuedCall.Calls _ -> CALLS;
            case QueuedCall.Sighting _ -> SIGHTING;
        };
    }

    private static byte[] message(QueuedCall call) {
        return switch (call) {
            case QueuedCall.Calls(var calls) ->
                ApplyCallsRequest.newBuilder().addAllCalls(calls).build().toByteArray();
            case QueuedCall.Sighting(var user) ->
                ResolveUsersRequest.newBuilder().addUsers(user).build().toByteArray();
        };
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        var message = row.getBytes("message");
        try {
            var call = row.getString("kind").equals(CALLS)
                    ? new QueuedCall.Calls(ApplyCallsRequest.parseFrom(message).getCallsList())
                    : new QueuedCall.Sighting(
                            ResolveUsersRequest.parseFrom(message).getUsers(0));
            return new Waiting(row.getLong("id"), call, message.length);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a queued call is not what was written", e);
        }
    }
}
