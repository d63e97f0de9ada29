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
import org.postgresql.PGConnection;

/**
 * Takes message ids once. Within the transaction of the caller, who waits here for any other writer that is taking
 * the same message; rows are locked in the order of their event ids, so writers cannot deadlock.
 */
final class CapturedMessages {

    private static final String TAKE_ALL = "select take_messages(?, ?, ?)";
    private static final String INSERT = """
            insert into captured_message (environment, event_id, message_hash)
            select * from unnest(?::text[], ?::bigint[], ?::uuid[]) as new (environment, event_id, message_hash)
            order by event_id
            on conflict do nothing
            """;
    private static final String KNOWN = """
            select environment, event_id, message_hash, xmin = pg_current_xact_id()::xid
            from captured_message where event_id = any (?::bigint[])
            """;

    private final Connection connection;
    private final long orderedFrom;

    /** @param orderedFrom from when on messages have event ids in the order they were made, in milliseconds since 1970 */
    CapturedMessages(Connection connection, long orderedFrom) {
        this.connection = connection;
        this.orderedFrom = orderedFrom;
    }

    /** The event id of each message that was not known before, by its place in the list. */
    Map<Integer, Long> take(List<NewMessage> messages) throws SQLException {
        var taken = new HashMap<Integer, Long>();
        var open = firstOfEach(messages);
        for (int salt = 0; !open.isEmpty(); salt++) {
            open = takeInTurns(messages, open, salt, taken);
        }
        return taken;
    }

    /**
     * Messages of one event id take turns: any of them may be the one that has it already.
     *
     * @return the places of those whose event id belongs to another message
     */
    private List<Integer> takeInTurns(
            List<NewMessage> messages, List<Integer> places, int salt, Map<Integer, Long> taken) throws SQLException {
        var collided = new ArrayList<Integer>();
        for (var open = places; !open.isEmpty(); ) {
            var keys = new TreeMap<MessageKey, Integer>();
            var later = new ArrayList<Integer>();
            for (var place : open) {
                if (keys.putIfAbsent(MessageKey.of(messages.get(place), salt, orderedFrom), place) != null) {
                    later.add(place);
                }
            }
            collided.addAll(take(keys, taken));
            open = later;
        }
        return collided;
    }

    /** The places of messages of which none comes before. */
    private static List<Integer> firstOfEach(List<NewMessage> messages) {
        var seen = new HashMap<String, Set<String>>();
        return IntStream.range(0, messages.size())
                .filter(place -> seen.computeIfAbsent(messages.get(place).environment(), _ -> new HashSet<>())
                        .add(messages.get(place).messageId()))
                .boxed()
                .toList();
    }

    /** Returns the places of those messages whose event id belongs to another message. */
    private Collection<Integer> take(TreeMap<MessageKey, Integer> keys, Map<Integer, Long> taken) throws SQLException {
        if (takeAll(keys.keySet())) {
            keys.forEach((key, place) -> taken.put(place, key.eventId()));
            return List.of();
        }
        insert(keys.keySet());
        var known = known(keys.keySet());
        var collided = new ArrayList<Integer>();
        keys.forEach((key, place) -> {
            // An equal id is not enough, which is all that the order looks at.
            var isNew = known.get(key);
            if (isNew == null) {
                collided.add(place);
            } else if (isNew) {
                taken.put(place, key.eventId());
            }
        });
        return collided;
    }

    /** Nearly always all of them are new, which is found out faster than which of them are. */
    private boolean takeAll(Collection<MessageKey> keys) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE_ALL)) {
            bind(keys, statement);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private void insert(Collection<MessageKey> keys) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            bind(keys, statement);
            statement.executeUpdate();
        }
    }

    private void bind(Collection<MessageKey> keys, PreparedStatement statement) throws SQLException {
        statement.setArray(1, connection.createArrayOf("text", each(keys, MessageKey::environment)));
        statement.setArray(2, eventIds(keys));
        statement.setArray(3, connection.createArrayOf("uuid", each(keys, MessageKey::hash)));
    }

    /** The messages that have these event ids, and whether this transaction has inserted them. */
    private Map<MessageKey, Boolean> known(Collection<MessageKey> keys) throws SQLException {
        try (var statement = connection.prepareStatement(KNOWN)) {
            statement.setArray(1, eventIds(keys));
            try (var rows = statement.executeQuery()) {
                var known = new HashMap<MessageKey, Boolean>();
                while (rows.next()) {
                    known.put(
                            new MessageKey(rows.getString(1), rows.getLong(2), rows.getObject(3, UUID.class)),
                            rows.getBoolean(4));
                }
                return known;
            }
        }
    }

    private Array eventIds(Collection<MessageKey> keys) throws SQLException {
        // The driver sends primitive ones in binary form.
        var ids = keys.stream().mapToLong(MessageKey::eventId).toArray();
        return connection.unwrap(PGConnection.class).createArrayOf("bigint", ids);
    }

    private static Object[] each(Collection<MessageKey> keys, Function<MessageKey, Object> column) {
        return keys.stream().map(column).toArray();
    }
}
