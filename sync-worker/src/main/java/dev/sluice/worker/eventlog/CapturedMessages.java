package dev.sluice.worker.eventlog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Takes message ids once. Within the transaction of the caller, who waits here for any other writer that is taking
 * the same message; rows are locked in the order of their keys, so writers cannot deadlock.
 */
final class CapturedMessages {

    private static final String INSERT = """
            insert into captured_message (environment, event_id, message_hash)
            select * from unnest(?::text[], ?::bigint[], ?::uuid[]) as new (environment, event_id, message_hash)
            order by environment, event_id
            on conflict do nothing
            returning environment, event_id, message_hash
            """;
    private static final String KNOWN = """
            select environment, event_id, message_hash from captured_message
            join unnest(?::text[], ?::bigint[]) as asked (environment, event_id) using (environment, event_id)
            """;

    private final Connection connection;

    CapturedMessages(Connection connection) {
        this.connection = connection;
    }

    /** The event id of each message that was not known before, by its place in the list. */
    Map<Integer, Long> take(List<NewMessage> messages) throws SQLException {
        var taken = new HashMap<Integer, Long>();
        var open = firstOfEach(messages);
        for (int salt = 0; !open.isEmpty(); salt++) {
            var keys = new TreeMap<MessageKey, Integer>();
            var collided = new ArrayList<Integer>();
            for (var place : open) {
                if (keys.putIfAbsent(MessageKey.of(messages.get(place), salt), place) != null) {
                    collided.add(place);
                }
            }
            collided.addAll(take(keys, taken));
            open = collided;
        }
        return taken;
    }

    private static List<Integer> firstOfEach(List<NewMessage> messages) {
        var seen = new HashSet<List<String>>();
        return IntStream.range(0, messages.size())
                .filter(place -> seen.add(List.of(
                        messages.get(place).environment(), messages.get(place).messageId())))
                .boxed()
                .toList();
    }

    /** Returns the places of those messages whose event id belongs to another message. */
    private Collection<Integer> take(TreeMap<MessageKey, Integer> keys, Map<Integer, Long> taken) throws SQLException {
        var inserted = insert(keys.keySet());
        inserted.forEach(key -> taken.put(keys.remove(key), key.eventId()));
        if (!keys.isEmpty()) {
            keys.keySet().removeIf(known(keys.keySet())::contains);
        }
        return keys.values();
    }

    private List<MessageKey> insert(Set<MessageKey> keys) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, environments(keys));
            statement.setArray(2, eventIds(keys));
            statement.setArray(3, array("uuid", keys, MessageKey::hash));
            return read(statement);
        }
    }

    private Set<MessageKey> known(Set<MessageKey> keys) throws SQLException {
        try (var statement = connection.prepareStatement(KNOWN)) {
            statement.setArray(1, environments(keys));
            statement.setArray(2, eventIds(keys));
            return new HashSet<>(read(statement));
        }
    }

    private Array environments(Set<MessageKey> keys) throws SQLException {
        return array("text", keys, MessageKey::environment);
    }

    private Array eventIds(Set<MessageKey> keys) throws SQLException {
        return array("bigint", keys, MessageKey::eventId);
    }

    private Array array(String type, Set<MessageKey> keys, Function<MessageKey, Object> column) throws SQLException {
        return connection.createArrayOf(type, keys.stream().map(column).toArray());
    }

    private static List<MessageKey> read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var keys = new ArrayList<MessageKey>();
            while (rows.next()) {
                keys.add(new MessageKey(rows.getString(1), rows.getLong(2), rows.getObject(3, UUID.class)));
            }
            return keys;
        }
    }
}
