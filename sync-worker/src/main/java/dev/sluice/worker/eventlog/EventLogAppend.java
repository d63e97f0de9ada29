package dev.sluice.worker.eventlog;

import dev.sluice.worker.outbox.OutboxTable;
import dev.sluice.worker.outbox.QueuedCall;
import dev.sluice.worker.postgres.CopyText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * Writes messages within one transaction: first takes their ids and writes their rows, then, as late as can be, takes
 * positions, then copies the rows. Whoever holds a head's lock waits for nobody's message any more, and heads are locked in
 * the order of their environments: so writers cannot deadlock.
 */
final class EventLogAppend {

    private static final String TAKE_POSITIONS = """
            insert into event_log_head as head (environment, position) values (?, ?)
            on conflict (environment) do update set position = head.position + excluded.position
            returning position
            """;
    private static final String COPY = "copy event_log (" + EventLogColumns.NAMES + ") from stdin";

    private final Connection connection;
    private final CapturedMessages captured;

    EventLogAppend(Connection connection, CapturedMessages captured) {
        this.connection = connection;
        this.captured = captured;
    }

    List<Receipt> append(List<NewMessage> messages) throws SQLException {
        var eventIds = captured.take(messages);
        appendEvents(messages, eventIds);
        queueIdentity(messages, eventIds.keySet());
        return receipts(messages, eventIds.keySet());
    }

    private void appendEvents(List<NewMessage> messages, Map<Integer, Long> eventIds) throws SQLException {
        var row = new CopyText();
        var byEnvironment = eventIds.keySet().stream()
                .sorted()
                .filter(place -> messages.get(place).content() instanceof Content.Event)
                .collect(Collectors.groupingBy(
                        place -> messages.get(place).environment(),
                        TreeMap::new,
                        Collectors.mapping(
                                place -> unplaced(messages.get(place), eventIds.get(place), row),
                                Collectors.toList())));
        // From here on other writers wait.
        var rows = new CopyText();
        for (var unplaced : byEnvironment.entrySet()) {
            var position = takePositions(unplaced.getKey(), unplaced.getValue().size());
            for (var values : unplaced.getValue()) {
                rows.values(values).value(position++).endRow();
            }
        }
        if (!byEnvironment.isEmpty()) {
            copy(rows);
        }
    }

    /** A row that lacks its position. */
    private static String unplaced(NewMessage message, long eventId, CopyText row) {
        var what = ((Content.Event) message.content()).occurrence();
        EventLogColumns.writeUnplaced(message.environment(), eventId, message.receivedAt(), what, row);
        return row.take();
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
