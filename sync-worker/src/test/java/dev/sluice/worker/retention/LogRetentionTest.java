package dev.sluice.worker.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.eventlog.EventLogDays;
import dev.sluice.worker.eventlog.RawEvent;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.fakes.FakeWarehouses;
import dev.sluice.worker.run.PublishedState;
import dev.sluice.worker.warehouse.Warehouse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Old days leave the log, but none that a warehouse has not read. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class LogRetentionTest {

    private static final LocalDate FIRST = LocalDate.parse("2020-02-28");
    private static final LocalDate SECOND = FIRST.plusDays(1);
    private static final LocalDate THIRD = SECOND.plusDays(1);

    @Inject
    LogRetention retention;

    @Inject
    EventLogDays days;

    @Inject
    EventLog log;

    @Inject
    PublishedState published;

    @Inject
    DataSource dataSource;

    FakeWarehouses warehouses;

    private final String environment = "e" + UUID.randomUUID();

    @BeforeEach
    void captureOnThreeDays() throws SQLException {
        execute("insert into event_log_head values ('%s', 3)".formatted(environment));
        capture(1, FIRST);
        capture(2, SECOND);
        capture(3, THIRD);
        warehouses.know(environment, "one", "two");
    }

    @AfterEach
    void dropWhatIsLeft() throws SQLException {
        for (var day : days.all().headSet(THIRD.plusDays(1))) {
            days.drop(day);
        }
        execute("delete from event_log_head where environment = '%s'".formatted(environment));
    }

    @Test
    void daysThatEveryWarehouseHasReadAreDropped() {
        published("one", 3);
        published("two", 2);
        retention.dropBefore(THIRD.plusDays(1));
        assertEquals(List.of(3L), positions());
        assertFalse(days.all().contains(SECOND));
        assertEquals(3, log.head(environment));
    }

    @Test
    void dayThatAWarehouseHasNotReadIsKeptAndAllAfterIt() {
        published("one", 3);
        retention.dropBefore(THIRD.plusDays(1));
        assertEquals(List.of(1L, 2L, 3L), positions());
        published("two", 1);
        retention.dropBefore(THIRD.plusDays(1));
        assertEquals(List.of(2L, 3L), positions());
    }

    @Test
    void youngDaysStay() {
        published("one", 3);
        published("two", 3);
        retention.dropBefore(SECOND);
        assertEquals(List.of(2L, 3L), positions());
        assertTrue(days.all().contains(LocalDate.now(ZoneOffset.UTC)));
    }

    @Test
    void nothingIsDroppedUnlessRetentionIsAskedFor() {
        published("one", 3);
        published("two", 3);
        retention.sweep();
        assertEquals(List.of(1L, 2L, 3L), positions());
    }

    @Test
    void environmentThatIsNoMoreHoldsNothing() throws SQLException {
        execute("update event_log_head set environment = 'gone-%1$s' where environment = '%1$s'"
                .formatted(environment));
        execute("update event_log set environment = 'gone-%1$s' where environment = '%1$s'".formatted(environment));
        retention.dropBefore(THIRD.plusDays(1));
        assertTrue(days.all().headSet(THIRD.plusDays(1)).isEmpty());
        execute("delete from event_log_head where environment = 'gone-%s'".formatted(environment));
    }

    @Test
    void dayThatIsReadIsDroppedLater() throws SQLException {
        published("one", 3);
        published("two", 3);
        try (var reader = dataSource.getConnection()) {
            reader.setAutoCommit(false);
            try (var statement = reader.createStatement()) {
                statement.execute("select * from event_log where environment = '%s'".formatted(environment));
                retention.dropBefore(THIRD);
                assertEquals(List.of(1L, 2L, 3L), positions());
            }
            reader.rollback();
        }
        retention.dropBefore(THIRD);
        assertEquals(List.of(3L), positions());
    }

    @Test
    void withoutDefinitionsServiceNothingIsDropped() {
        warehouses.away(true);
        try {
            assertThrows(Failure.Unavailable.class, () -> retention.dropBefore(THIRD));
            assertEquals(List.of(1L, 2L, 3L), positions());
        } finally {
            warehouses.away(false);
        }
    }

    private void published(String warehouse, long position) {
        published.set(
                environment,
                warehouse,
                new Warehouse.Cursors(position, 0),
                1,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private List<Long> positions() {
        var positions = new ArrayList<RawEvent>();
        log.read(environment, 0, log.head(environment), positions::add);
        return positions.stream().map(RawEvent::position).toList();
    }

    private void capture(long position, LocalDate day) throws SQLException {
        var partition = "event_log_" + day.toString().replace('-', '_');
        execute("create table if not exists %s partition of event_log for values from ('%s') to ('%s')"
                .formatted(partition, day, day.plusDays(1)));
        execute("""
                insert into event_log (environment, position, received_on, event_id, received_at, time, user_kind,
                  user_key, device_key, type)
                values ('%s', %d, '%s', %d, '%s', '%s', 'anonymous', 'a', 'a', 'custom')
                """.formatted(environment, position, day, position, day, day));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
