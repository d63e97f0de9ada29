package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.Transactions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Keeps a partition of the event log ready for every day that events may arrive on. Made by any number of writers at
 * once, each day's partition is made by one of them, under an advisory lock; it is attached rather than created in
 * place, since creating it would wait for every reader and make all others wait behind it.
 */
@ApplicationScoped
class EventLogPartitions {

    private static final int DAYS_AHEAD = 2;
    private static final long LOCK = 0x51_01CE_0001L;
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyy_MM_dd");

    private final Transactions transactions;
    private final InstantSource clock;
    private final Set<LocalDate> ready = ConcurrentHashMap.newKeySet();

    EventLogPartitions(DataSource dataSource, InstantSource clock) {
        this.transactions = new Transactions(dataSource);
        this.clock = clock;
    }

    void prepare(@Observes StartupEvent started) {
        prepareAhead();
    }

    @Scheduled(every = "1h", delayed = "1h")
    void prepareAhead() {
        var today = EventLogDays.of(clock.instant());
        today.datesUntil(today.plusDays(DAYS_AHEAD + 1L)).forEach(this::prepare);
    }

    /** Returns when the day has its partition. */
    void prepare(LocalDate day) {
        if (ready.contains(day)) {
            return;
        }
        transactions.call(connection -> {
            attach(connection, day);
            return null;
        });
        ready.add(day);
    }

    /** Until the transaction ends nobody else makes or drops a partition. @return whether there is this one */
    static boolean lockAndFind(Statement statement, String partition) throws SQLException {
        statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        try (var existing = statement.executeQuery("select to_regclass('" + partition + "')")) {
            existing.next();
            return existing.getString(1) != null;
        }
    }

    static String name(LocalDate day) {
        return "event_log_" + SUFFIX.format(day);
    }

    private static void attach(Connection connection, LocalDate day) throws SQLException {
        var partition = name(day);
        try (var statement = connection.createStatement()) {
            if (lockAndFind(statement, partition)) {
                return;
            }
            statement.execute("create table " + partition + " (like event_log including all)");
            statement.execute("alter table event_log attach partition %s for values from ('%s') to ('%s')"
                    .formatted(partition, day, day.plusDays(1)));
        }
    }
}
