package dev.sluice.worker.eventlog;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** An event log on a PostgreSQL of the test's own, without the rest of the service. */
final class TestLog {

    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
    private final EventLogConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withDefaultValue("sluice.event-log.erase-stretch", "3")
            .withDefaultValue("sluice.event-log.readers-timeout", "300ms")
            .withMapping(EventLogConfig.class)
            .build()
            .getConfigMapping(EventLogConfig.class);
    final EventLogPartitions partitions;
    final EventLog log;

    TestLog(String jdbcUrl) {
        dataSource.setUrl(jdbcUrl);
        dataSource.setUser("postgres");
        dataSource.setCurrentSchema("worker");
        createTables();
        partitions = new EventLogPartitions(dataSource, Clock.systemUTC());
        log = new EventLog(dataSource, partitions, config);
    }

    PGSimpleDataSource dataSource() {
        return dataSource;
    }

    EventLogConfig config() {
        return config;
    }

    GroupCommit groupCommit() {
        var commit = new GroupCommit(log, config, new SimpleMeterRegistry());
        commit.start();
        return commit;
    }

    static NewMessage message(String environment, String messageId) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return NewMessage.event(environment, messageId, now, occurrence(now, messageId));
    }

    static Occurrence occurrence(Instant time, String name) {
        return occurrence(time, name, Actor.of("a1", null, null));
    }

    static Occurrence occurrence(Instant time, String name, Actor actor) {
        var nothing = new Visit(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
        return new Occurrence(time, actor, EventType.CUSTOM, name, nothing, Page.NONE, Target.NONE, null);
    }

    /** Takes the messages in one transaction. */
    List<Receipt> append(List<NewMessage> messages) {
        return log.append(new Intake(messages, List.of()));
    }

    /** Takes the messages in the caller's transaction. */
    static List<Receipt> append(Connection connection, List<NewMessage> messages) throws SQLException {
        return new EventLogAppend(connection, new CapturedMessages(connection, 0)).append(messages);
    }

    EventLogErasure erasure() {
        return new EventLogErasure(dataSource, config);
    }

    LogReaders readers() {
        return new LogReaders(dataSource, config);
    }

    List<RawEvent> events(String environment) {
        return events(environment, 0);
    }

    List<RawEvent> events(String environment, long after) {
        var events = new ArrayList<RawEvent>();
        log.read(environment, after, log.head(environment), events::add);
        return events;
    }

    private void createTables() {
        try {
            execute("create schema worker");
            migrate("V1__event_log.sql");
            migrate("V8__identity_outbox_and_quarantine.sql");
            migrate("V14__narrow_message_ids.sql");
            migrate("V15__ordered_message_ids.sql");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void migrate(String script) throws SQLException, IOException {
        try (var migration = TestLog.class.getResourceAsStream("/db/migration/" + script)) {
            execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** @param from what follows {@code from} */
    long count(String from) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
