package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.Transactions;
import dev.sluice.worker.quarantine.RefusedCallTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Appends raw events to the event log and reads them in order. Positions are taken in order of commit, so a reader
 * that goes on from the last position it read misses nothing, however many writers there are.
 */
@ApplicationScoped
public class EventLog {

    private static final Logger LOG = Logger.getLogger(EventLog.class);

    private static final String HEAD = "select position from event_log_head where environment = ?";
    private static final String READ = "select " + EventLogColumns.NAMES
            + " from event_log where environment = ? and position > ? and position <= ? order by position";

    private static final String PREPARE = """
            select
              set_config('lock_timeout', ?, true),
              set_config(
                'synchronous_commit',
                case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end,
                true),
              (select messages_made_from from event_id_order)
            """;

    private final Transactions transactions;
    private final EventLogPartitions partitions;
    private final EventLogConfig config;

    EventLog(DataSource dataSource, EventLogPartitions partitions, EventLogConfig config) {
        this.transactions = new Transactions(dataSource);
        this.partitions = partitions;
        this.config = config;
    }

    /** Takes the intake in one transaction; each message has its receipt, in the same place, once all are durable. */
    List<Receipt> append(Intake intake) {
        intake.messages().stream()
                .map(message -> EventLogDays.of(message.receivedAt()))
                .distinct()
                .forEach(partitions::prepare);
        while (true) {
            try {
                return transactions.call(connection -> append(connection, intake));
            } catch (CapturedMessages.TakenMeanwhile e) {
                // Each time another writer has come further, who waits for nothing of this one's.
                LOG.debugf("Messages are taken anew: cause=%s", e.getMessage());
            }
        }
    }

    private List<Receipt> append(Connection connection, Intake intake) throws SQLException {
        long orderedFrom = prepare(connection);
        if (!intake.refused().isEmpty()) {
            new RefusedCallTable(connection).insert(intake.refused());
        }
        var captured = new CapturedMessages(connection, orderedFrom);
        return new EventLogAppend(connection, captured).append(intake.messages());
    }

    /** The position up to which everything is committed and can be read; 0 for an empty log. */
    public long head(String environment) {
        return transactions.call(connection -> {
            try (var statement = connection.prepareStatement(HEAD)) {
                statement.setString(1, environment);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? rows.getLong(1) : 0L;
                }
            }
        });
    }

    /** Gives the reader every raw event after one position and until another, in order, a few of them in memory. */
    public void read(String environment, long afterPosition, long untilPosition, Consumer<RawEvent> reader) {
        transactions.call(connection -> {
            try (var statement = connection.prepareStatement(READ)) {
                statement.setFetchSize(config.fetchSize());
                statement.setString(1, environment);
                statement.setLong(2, afterPosition);
                statement.setLong(3, untilPosition);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.accept(EventLogColumns.read(rows));
                    }
                }
            }
            return null;
        });
    }

    /**
     * Where a server lets commits return before they are durable, this transaction's does not.
     *
     * @return from when on messages have event ids in the order they were made
     */
    private long prepare(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(PREPARE)) {
            statement.setString(1, Long.toString(config.lockTimeout().toMillis()));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(3);
            }
        }
    }
}
