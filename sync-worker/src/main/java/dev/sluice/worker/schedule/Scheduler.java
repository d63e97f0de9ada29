package dev.sluice.worker.schedule;

import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.KnownFailures;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.schedules.Timetable;
import dev.sluice.worker.role.NotSyncing;
import dev.sluice.worker.run.Backoff;
import dev.sluice.worker.run.Runs;
import io.grpc.StatusRuntimeException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Starts the runs that are due. Each replica looks, and one of them gets a tick: it is taken in the transaction that
 * begins the run. A tick that nothing can be started for is not taken, and so waits, together with those that come after.
 */
@ApplicationScoped
class Scheduler {

    private static final Logger LOG = Logger.getLogger(Scheduler.class);

    private final RegisteredSchedules registered;
    private final ScheduleStore store;
    private final Runs runs;
    private final ScheduleMetrics metrics;
    private final ScheduleConfig config;
    private final Retries retries;
    private final InstantSource clock;

    Scheduler(
            RegisteredSchedules registered,
            ScheduleStore store,
            Runs runs,
            ScheduleMetrics metrics,
            ScheduleConfig config,
            InstantSource clock) {
        this.registered = registered;
        this.store = store;
        this.runs = runs;
        this.metrics = metrics;
        this.config = config;
        this.retries = new Retries(new Backoff(config.retryAfter(), config.retryAtMost()), config.retries());
        this.clock = clock;
    }

    @Scheduled(
            every = "${sluice.schedule.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = NotSyncing.class)
    void look() {
        try {
            look(clock.instant());
        } catch (RuntimeException e) {
            // PostgreSQL may be away; the next look is soon.
            KnownFailures.of(e);
        }
    }

    void look(Instant now) {
        boolean upToDate = remember();
        var all = store.all().stream().filter(Scheduler::isUnderstood).toList();
        if (upToDate) {
            due(all, now).forEach(this::startIfThereIsRoom);
        }
        metrics.show(all, retries);
    }

    /** @return false while definitions-service is away; runs ask it what is to be in a warehouse, so none is started */
    private boolean remember() {
        try {
            store.remember(registered.all());
            return true;
        } catch (Failure.Unavailable | StatusRuntimeException e) {
            LOG.warnf("No run is started by a schedule for now: cause=%s", e.getMessage());
            return false;
        }
    }

    /** The longest due first. */
    private List<DueRun> due(List<ScheduledWarehouse> all, Instant now) {
        return all.stream()
                .flatMap(warehouse -> warehouse.due(now, retries).stream())
                .sorted(Comparator.comparing(DueRun::since))
                .toList();
    }

    /** A schedule of a later release keeps no other from its runs. */
    private static boolean isUnderstood(ScheduledWarehouse warehouse) {
        try {
            Timetable.of(warehouse.schedule());
            return true;
        } catch (RuntimeException e) {
            LOG.warnf(
                    "A schedule is not understood: environment=%s warehouse=%s cause=%s",
                    warehouse.schedule().getEnvironment(), warehouse.schedule().getWarehouse(), e.getMessage());
            return false;
        }
    }

    private void startIfThereIsRoom(DueRun due) {
        if (runs.hasRoom(config.runsAtOnce())) {
            start(due);
        }
    }

    private void start(DueRun due) {
        try {
            runs.startFor(
                    run -> store.take(due, run), due.origin(), due.environment(), due.warehouseName(), due.scope());
        } catch (StatusRuntimeException e) {
            notStarted(due, GrpcStatuses.name(GrpcStatuses.reason(e)));
        } catch (RuntimeException e) {
            var known = KnownFailures.of(e);
            if (known.filter(Scheduler::isBusy).isEmpty()) {
                notStarted(due, known.map(Failure::getMessage).orElse("a fault of ours"));
            }
        }
    }

    private static boolean isBusy(Failure failure) {
        return failure.reason() == ErrorReason.ERROR_REASON_WAREHOUSE_BUSY;
    }

    private static void notStarted(DueRun due, String cause) {
        LOG.warnf(
                "No run is started by its schedule: environment=%s warehouse=%s cause=%s",
                due.environment(), due.warehouseName(), cause);
    }
}
