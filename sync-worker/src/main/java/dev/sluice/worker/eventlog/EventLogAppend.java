package dev.sluice.worker.eventlog;

import dev.sluice.worker.outbox.OutboxTable;
import dev.sluice.worker.outbox.QueuedCall;
import dev.sluice.worker.postgres.CopyText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * Writes messages within one transaction: first takes their ids, then, as late as can be, positions, then copies the
 * rows. Whoever holds a head's lock waits for nobody's message any more, and heads are locked in the order of their
 * environments: so writers cannot deadlock.
 */
final class EventLogAppend {

    private static final String TAKE_POSITIONS = """
            insert into event_log_head as head (environment, position) values (?, ?)
            on conflict (environment) do update set position = head.position + excluded.position
            returning position
            """;
    private static final String COPY = "copy event_log (" + EventLogColumns.NAMES + ") from stdin";

    private final Connection connection;

    EventLogAppend(Connection connection) {
        this.connection = connection;
    }

    List<Receipt> append(List<NewMessage> messages) throws SQLException {
        var eventIds = new CapturedMessages(connection).take(messages);
        appendEvents(messages, eventIds);
        queueIdentity(messages, eventIds.keySet());
        return receipts(messages, eventIds.keySet());
    }

    private void appendEvents(List<NewMessage> messages, Map<Integer, Long> eventIds) throws SQLException {
        var byEnvironment = eventIds.keySet().stream()
                .sorted()
                .filter(place -> messages.get(place).content() instanceof Content.Event)
                .collect(Collectors.groupingBy(
                        place -> messages.get(place).environment(), TreeMap::new, Collectors.toList()));
        var rows = new CopyText();
        for (var places : byEnvironment.entrySet()) {
            var position = takePositions(places.getKey(), places.getValue().size());
            for (var place : places.getValue()) {
                EventLogColumns.write(event(messages.get(place), position++, eventIds.get(place)), rows);
            }
        }
        if (!byEnvironment.isEmpty()) {
            copy(rows);
        }
    }

    private void queueIdentity(List<NewMessage> messages, Collection<Integer> taken) throws SQLException {
        var entries = new ArrayList<OutboxTable.Entry>();
        for (int place : taken.stream().sorted().toList()) {
            if (messages.get(place).content() instanceof Content.Identity(QueuedCall call)) {
                entries.add(new OutboxTable.Entry(messages.get(place).environment(), call));
            }
        }
        if (!entries.isEmpty()) {
            new OutboxTable(connection).insert(entries);
        }
    }

    /** Returns the first of the positions taken. */
    private long takePositions(String environment, int count) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE_POSITIONS)) {
            statement.setString(1, environment);
            statement.setLong(2, count);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1) - count + 1;
            }
        }
    }

    private static RawEvent event(NewMessage message, long position, long eventId) {
        var occurrence = ((Content.Event) message.content()).occurrence();
        return new RawEvent(
                message.environment(),
                position,
                message.receivedAt().atOffset(ZoneOffset.UTC).toLocalDate(),
                eventId,
                message.receivedAt(),
                occurrence);
    }

    private void copy(CopyText rows) throws SQLException {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new ByteArrayInputStream(rows.toBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Receipt> receipts(List<NewMessage> messages, Collection<Integer> taken) {
        return IntStream.range(0, messages.size())
                .mapToObj(place -> taken.contains(place) ? Receipt.TAKEN : Receipt.REPEATED)
                .toList();
    }
}
