package dev.sluice.worker.retention;

import dev.sluice.errors.Failure;
import dev.sluice.worker.eventlog.EventLogConfig;
import dev.sluice.worker.eventlog.EventLogDays;
import dev.sluice.worker.role.NotSyncing;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import org.jboss.logging.Logger;

/** Drops days of the event log, the oldest first, up to one that a warehouse still has to read. */
@ApplicationScoped
class LogRetention {

    private static final Logger LOG = Logger.getLogger(LogRetention.class);
    private static final Duration SHORTEST = Duration.ofDays(1);

    private final EventLogDays days;
    private final ReadPositions positions;
    private final EventLogConfig config;
    private final RetentionMetrics metrics;
    private final InstantSource clock;

    LogRetention(
            EventLogDays days,
            ReadPositions positions,
            EventLogConfig config,
            RetentionMetrics metrics,
            InstantSource clock) {
        this.days = days;
        this.positions = positions;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            delayed = "5m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = NotSyncing.class)
    void sweep() {
        try {
            config.retention()
                    .map(asked -> asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked)
                    .map(kept -> EventLogDays.of(clock.instant().minus(kept)))
                    .ifPresent(this::dropBefore);
        } catch (Failure.Unavailable e) {
            LOG.warnf("The retention of the event log has to wait: cause=%s", e.getMessage());
        }
    }

    /** @param first the first day that stays, whoever has read it */
    void dropBefore(LocalDate first) {
        for (var day : days.all().headSet(first)) {
            var behind = positions.behind(days.lastPositions(day));
            if (behind.isPresent()) {
                metrics.held();
                LOG.warnf(
                        "A day of the event log is kept, as a warehouse has not read it: day=%s environment=%s warehouse=%s",
                        day, behind.get().environment(), behind.get().warehouse());
                return;
            }
            if (!days.drop(day)) {
                LOG.infof("A day of the event log is still read and dropped later: day=%s", day);
                return;
            }
            metrics.dropped();
            LOG.infof("A day of the event log has reached its retention and was dropped: day=%s", day);
        }
    }
}
