package dev.sluice.worker.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.util.Durations;
import dev.sluice.definitions.v1.IntervalTicks;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run left is tried again before the next tick, unless somebody took care of it. */
@QuarkusTest
@Tag("service")
class RetriedRunsTest extends ScheduleExample {
    @Test
    void failedRunIsTriedAgainBeforeTheNextTickAndLaterEachTime() throws InterruptedException {
        schedules.know(everyTenMinutes()
                .setInterval(IntervalTicks.newBuilder().setEvery(Durations.fromHours(4)))
                .build());
        look(240);
        ended("FAILED", 241);
        assertEquals(1, runs().size());
        scheduler.look(minute(241).plusSeconds(20));
        assertEquals(1, runs().size());
        scheduler.look(minute(241).plusSeconds(37));
        assertEquals(List.of("SCHEDULE", "RETRY"), runs());
        ended("FAILED", 250);
        scheduler.look(minute(250).plusSeconds(45));
        assertEquals(2, runs().size());
        scheduler.look(minute(250).plusSeconds(75));
        assertEquals(List.of("SCHEDULE", "RETRY", "RETRY"), runs());
        succeeded(260);
        look(300);
        assertEquals(3, runs().size());
        look(480);
        assertEquals(List.of("SCHEDULE", "RETRY", "RETRY", "SCHEDULE"), runs());
        assertEquals(List.of("0"), query("SELECT retries FROM warehouse_schedule WHERE environment = '$env'"));
    }

    @Test
    void tickComesBeforeARetry() throws InterruptedException {
        look(10);
        ended("FAILED", 19);
        look(20);
        assertEquals(List.of("SCHEDULE", "SCHEDULE"), runs());
    }

    @Test
    void runThatSomebodyCancelledIsLeftToTheNextTick() throws InterruptedException {
        look(10);
        ended("CANCELLED", 11);
        look(19);
        assertEquals(1, runs().size());
    }

    @Test
    void runByRequestTakesCareOfWhatFailed() throws InterruptedException {
        look(10);
        ended("FAILED", 11);
        update("""
                INSERT INTO run (id, environment, warehouse, kind, state, stage, message, started_at, ended_at)
                VALUES ('%s', '$env', 'local', 'SYNC', 'SUCCEEDED', 'DONE', '', now(), now())
                """.formatted(UUID.randomUUID()));
        look(19);
        assertEquals(2, runs().size());
    }

    @Test
    void tablesThatWereLeftOutAreTriedAgainInTheirTime() throws InterruptedException {
        look(10);
        ended("PARTIAL", 11);
        update("""
                INSERT INTO warehouse_state (environment, warehouse, log_position, feed_position, snapshot_revision,
                  published_at, tables_retry_at)
                VALUES ('$env', 'local', 1, 1, 1, now(), '%s')
                """.formatted(minute(14)));
        look(13);
        assertEquals(1, runs().size());
        look(14);
        assertEquals(List.of("SCHEDULE", "RETRY"), runs());
        ended("PARTIAL", 15);
        look(19);
        assertEquals(2, runs().size(), "a table that waits for something else than time waits for a tick");
    }
}
