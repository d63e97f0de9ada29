package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.CopyBinary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLState;

/**
 * Takes message ids once: asks which are known, and copies the others, which costs PostgreSQL half of an insert. Within
 * the transaction of the caller, who waits here for any other writer that is taking the same message; rows are locked in
 * the order of their event ids, so writers cannot deadlock.
 */
final class CapturedMessages {

    private static final String KNOWN = """
            select environment, event_id, message_hash from captured_message where event_id = any (?::bigint[])
            """;
    private static final List<String> COLUMNS = List.of("environment", "event_id", "message_hash");
    private static final String INTO = "captured_message (" + String.join(", ", COLUMNS) + ")";

    private final Connection connection;
    private final long orderedFrom;

    /** @param orderedFrom from when on messages have event ids in the order they were made, in milliseconds since 1970 */
    CapturedMessages(Connection connection, long orderedFrom) {
        this.connection = connection;
        this.orderedFrom = orderedFrom;
    }

    /** Another writer has taken one of the messages meanwhile; the transaction is of no use any more, but can be redone. */
    static final class TakenMeanwhile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TakenMeanwhile(SQLException cause) {
            super("another writer has taken a message of these meanwhile", cause);
        }
    }

    /** The event ids of those messages that were not known before. */
    TakenIds take(List<NewMessage> messages) throws SQLException {
        var ids = messages.stream().map(NewMessage::id).toList();
        var taken = new TakenIds(ids.size());
        var open = IntStream.range(0, ids.size()).boxed().toList();
        for (int salt = 0; !open.isEmpty(); salt++) {
            open = takeInTurns(ids, open, salt, taken);
        }
        return taken;
    }

    /**
     * Messages of one event id take turns: any of them may be the one that has it already.
     *
     * @return the places of those whose event id belongs to another message
     */
    private List<Integer> takeInTurns(List<MessageId> ids, List<Integer> places, int salt, TakenIds taken)
            throws SQLException {
        var collided = new ArrayList<Integer>();
        for (var open = places; !open.isEmpty(); ) {
            var keys = new TreeMap<MessageKey, Integer>();
            var later = new ArrayList<Integer>();
            for (var place : open) {
                var earlier = keys.putIfAbsent(MessageKey.of(ids.get(place), salt, orderedFrom), place);
                if (earlier != null && !ids.get(earlier).equals(ids.get(place))) {
                    later.add(place);
                }
            }
            collided.addAll(take(keys, taken));
            open = later;
        }
        return collided;
    }

    /** Returns the places of those messages whose event id belongs to another message. */
    private Collection<Integer> take(TreeMap<MessageKey, Integer> keys, TakenIds taken) throws SQLException {
        var known = known(keys.keySet());
        var collided = new ArrayList<Integer>();
        var rows = new CopyBinary();
        keys.forEach((key, place) -> {
            var owner = known.get(key.eventId());
            if (owner == null) {
                taken.take(place, key.eventId());
                rows.row(COLUMNS.size())
                        .text(key.environment())
                        .bigint(key.eventId())
                        .uuid(key.hash());
            } else if (!owner.equals(key)) {
                collided.add(place);
            }
        });
        if (rows.length() > 0) {
            copy(rows);
        }
        return collided;
    }

    /** By event id the messages that have one of these. */
    private Map<Long, MessageKey> known(Collection<MessageKey> keys) throws SQLException {
        try (var statement = connection.prepareStatement(KNOWN)) {
            // The driver sends primitive ones in binary form.
            var ids = keys.stream().mapToLong(MessageKey::eventId).toArray();
            statement.setArray(1, connection.unwrap(PGConnection.class).createArrayOf("bigint", ids));
            try (var rows = statement.executeQuery()) {
                var known = new HashMap<Long, MessageKey>();
                while (rows.next()) {
                    known.put(
                            rows.getLong(2),
                            new MessageKey(rows.getString(1), rows.getLong(2), rows.getObject(3, UUID.class)));
                }
                return known;
            }
        }
    }

    private void copy(CopyBinary rows) throws SQLException {
        try {
            rows.copy(connection, INTO);
        } catch (SQLException e) {
            if (PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
                throw new TakenMeanwhile(e);
            }
            throw e;
        }
    }
}
