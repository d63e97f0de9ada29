package dev.sluice.worker.eventlog;

import dev.sluice.errors.Failure;
import dev.sluice.worker.postgres.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The days (UTC) of receipt of which the event log holds raw events, and their end. */
@ApplicationScoped
public class EventLogDays {

    /** The bound of each partition as PostgreSQL writes it down, not its name. */
    private static final String DAYS = """
            select cast(substring(pg_get_expr(relpartbound, oid) from 'FROM \\(''([0-9-]+)') as date)
            from pg_class join pg_inherits on inhrelid = oid
            where inhparent = cast('event_log' as regclass)
            """;

    /** By the primary key, so that a day's end costs a look for each environment. */
    private static final String LAST = """
            select environment, last.position from event_log_head as head, lateral (
              select position from %s as day where day.environment = head.environment
              order by day.position desc limit 1) as last
            """;

    private final Transactions transactions;
    private final EventLogConfig config;

    EventLogDays(DataSource dataSource, EventLogConfig config) {
        this.transactions = new Transactions(dataSource);
        this.config = config;
    }

    /** The day on which something is received. */
    public static LocalDate of(Instant receivedAt) {
        return receivedAt.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    public SortedSet<LocalDate> all() {
        return transactions.call(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(DAYS)) {
                var days = new TreeSet<LocalDate>();
                while (rows.next()) {
                    days.add(rows.getObject(1, LocalDate.class));
                }
                return days;
            }
        });
    }

    /** By environment the last position that the day has of it; those of which it has none are absent. */
    public Map<String, Long> lastPositions(LocalDate day) {
        return transactions.call(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(LAST.formatted(EventLogPartitions.name(day)))) {
                var positions = new TreeMap<String, Long>();
                while (rows.next()) {
                    positions.put(rows.getString(1), rows.getLong(2));
                }
                return positions;
            }
        });
    }

    /** Takes the day with all its raw events out of the log. False where readers hold it; it can be tried again. */
    public boolean drop(LocalDate day) {
        try {
            return transactions.call(connection -> drop(connection, EventLogPartitions.name(day)));
        } catch (Failure.Unavailable held) {
            return false;
        }
    }

    /** Capture and new readers wait meanwhile, so the lock is not waited for long. */
    private boolean drop(Connection connection, String partition) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "set local lock_timeout = " + config.readersTimeout().toMillis());
            if (EventLogPartitions.lockAndFind(statement, partition)) {
                statement.execute("alter table event_log detach partition " + partition);
                statement.execute("drop table " + partition);
            }
            return true;
        }
    }
}
