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

/**
 * Takes message ids once. Within the transaction of the caller, who waits here for any other writer that is taking
 * the same message; rows are locked in the order of their environments and event ids, so writers cannot deadlock.
 */
final class CapturedMessages {

    private static final String INSERT = """
            insert into captured_message (environment, event_id, message_hash)
            select ?, * from unnest(?::bigint[], ?::uuid[]) as new (event_id, message_hash)
            order by event_id
            on conflict do nothing
            returning event_id
            """;
    private static final String KNOWN = """
            select event_id, message_hash from captured_message where environment = ? and event_id = any (?::bigint[])
            """;

    private final Connection connection;

    CapturedMessages(Connection connection) {
        this.connection = connection;
    }

    /** The event id of each message that was not known before, by its place in the list. */
    Map<Integer, Long> take(List<NewMessage> messages) throws SQLException {
        var taken = new HashMap<Integer, Long>();
        for (var environment : firstOfEach(messages).entrySet()) {
            take(environment.getKey(), environment.getValue(), messages, taken);
        }
        return taken;
    }

    /** The places of messages of which none comes before, by environment. */
    private static Map<String, List<Integer>> firstOfEach(List<NewMessage> messages) {
        var seen = new HashMap<String, Set<String>>();
        var places = new TreeMap<String, List<Integer>>();
        for (int place = 0; place < messages.size(); place++) {
            var message = messages.get(place);
            if (seen.computeIfAbsent(message.environment(), _ -> new HashSet<>())
                    .add(message.messageId())) {
                places.computeIfAbsent(message.environment(), _ -> new ArrayList<>())
                        .add(place);
            }
        }
        return places;
    }

    private void take(String environment, List<Integer> places, List<NewMessage> messages, Map<Integer, Long> taken)
            throws SQLException {
        var open = places;
        for (int salt = 0; !open.isEmpty(); salt++) {
            var keys = new TreeMap<MessageKey, Integer>();
            var collided = new ArrayList<Integer>();
            for (var place : open) {
                if (keys.putIfAbsent(MessageKey.of(messages.get(place), salt), place) != null) {
                    collided.add(place);
                }
            }
            collided.addAll(take(environment, keys, taken));
            open = collided;
        }
    }

    /** Returns the places of those messages whose event id belongs to another message. */
    private Collection<Integer> take(String environment, TreeMap<MessageKey, Integer> keys, Map<Integer, Long> taken)
            throws SQLException {
        var inserted = insert(environment, keys.keySet());
        keys.entrySet().removeIf(key -> {
            boolean isNew = inserted.contains(key.getKey().eventId());
            if (isNew) {
                taken.put(key.getValue(), key.getKey().eventId());
            }
            return isNew;
        });
        if (!keys.isEmpty()) {
            // An equal id is not enough, which is all that the order looks at.
            keys.keySet().removeIf(known(environment, keys.keySet())::contains);
        }
        return keys.values();
    }

    private Set<Long> insert(String environment, Set<MessageKey> keys) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, environment);
            statement.setArray(2, eventIds(keys));
            statement.setArray(3, array("uuid", keys, MessageKey::hash));
            return eventIds(statement);
        }
    }

    private static Set<Long> eventIds(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var ids = new HashSet<Long>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    private Set<MessageKey> known(String environment, Set<MessageKey> keys) throws SQLException {
        try (var statement = connection.prepareStatement(KNOWN)) {
            statement.setString(1, environment);
            statement.setArray(2, eventIds(keys));
            try (var rows = statement.executeQuery()) {
                var known = new HashSet<MessageKey>();
                while (rows.next()) {
                    known.add(new MessageKey(environment, rows.getLong(1), rows.getObject(2, UUID.class)));
                }
                return known;
            }
        }
    }

    private Array eventIds(Set<MessageKey> keys) throws SQLException {
        return array("bigint", keys, MessageKey::eventId);
    }

    private Array array(String type, Set<MessageKey> keys, Function<MessageKey, Object> column) throws SQLException {
        return connection.createArrayOf(type, keys.stream().map(column).toArray());
    }
}
