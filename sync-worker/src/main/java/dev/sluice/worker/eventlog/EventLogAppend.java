package dev.sluice.worker.eventlog;

import dev.sluice.worker.outbox.OutboxTable;
import dev.sluice.worker.outbox.QueuedCall;
import dev.sluice.worker.postgres.CopyBinary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes messages within one transaction: first takes their ids, then, as late as can be, takes positions, then copies
 * the rows, which came ready but for these. Whoever holds a head's lock waits for nobody's message any more, and heads
 * are locked in the order of their environments: so writers cannot deadlock.
 */
final class EventLogAppend {

    private static final String TAKE_POSITIONS = """
            insert into event_log_head as head (environment, position) values (?, ?)
            on conflict (environment) do update set position = head.position + excluded.position
            returning position
            """;
    private static final String INTO = "event_log (" + EventLogColumns.NAMES + ")";

    private final Connection connection;
    private final CapturedMessages captured;

    EventLogAppend(Connection connection, CapturedMessages captured) {
        this.connection = connection;
        this.captured = captured;
    }

    List<Receipt> append(List<NewMessage> messages) throws SQLException {
        var taken = captured.take(messages);
        appendEvents(messages, taken);
        queueIdentity(messages, taken);
        return receipts(messages, taken);
    }

    private void appendEvents(List<NewMessage> messages, TakenIds taken) throws SQLException {
        var byEnvironment = new TreeMap<String, List<TakenRow>>();
        int bytes = 0;
        for (int place : taken.places().toArray()) {
            if (messages.get(place).content() instanceof Content.Event(UnplacedRow row)) {
                byEnvironment
                        .computeIfAbsent(messages.get(place).id().environment(), _ -> new ArrayList<>())
                        .add(new TakenRow(row, taken.eventId(place)));
                bytes += row.placedLength();
            }
        }
        if (byEnvironment.isEmpty()) {
            return;
        }
        var rows = new CopyBinary(bytes);
        // From here on other writers wait.
        for (var placed : byEnvironment.entrySet()) {
            var position = takePositions(placed.getKey(), placed.getValue().size());
            for (var each : placed.getValue()) {
                each.row().place(each.eventId(), position++, rows);
            }
        }
        rows.copy(connection, INTO);
    }

    private void queueIdentity(List<NewMessage> messages, TakenIds taken) throws SQLException {
        var entries = new ArrayList<OutboxTable.Entry>();
        taken.places().mapToObj(messages::get).forEach(message -> {
            if (message.content() instanceof Content.Identity(QueuedCall call)) {
                entries.add(new OutboxTable.Entry(message.id().environment(), call));
            }
        });
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

    private static List<Receipt> receipts(List<NewMessage> messages, TakenIds taken) {
        return IntStream.range(0, messages.size())
                .mapToObj(place -> taken.isTaken(place) ? Receipt.TAKEN : Receipt.REPEATED)
                .toList();
    }

    private record TakenRow(UnplacedRow row, long eventId) {}
}
