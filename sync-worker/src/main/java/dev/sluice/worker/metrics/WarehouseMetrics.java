package dev.sluice.worker.metrics;

import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.landing.PendingUsers;
import dev.sluice.worker.role.NotSyncing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * Shows how each warehouse stands, as of the last look. Every replica shows the same, so dashboards and alerts take the
 * greatest; and it shows the runs of jobs too, which are gone before anybody could ask them.
 */
@ApplicationScoped
class WarehouseMetrics {

    private static final Logger LOG = Logger.getLogger(WarehouseMetrics.class);

    private final WarehouseStandings standings;
    private final Landing landing;
    private final Map<MultiGauge, ToDoubleFunction<WarehouseStanding>> gauges = new LinkedHashMap<>();
    private final MultiGauge pendingUserChanges;
    private final MultiGauge pendingMigrations;

    WarehouseMetrics(WarehouseStandings standings, Landing landing, MeterRegistry meters) {
        this.standings = standings;
        this.landing = landing;
        gauge(meters, "registered_timestamp_seconds", WarehouseStanding::registered);
        gauge(meters, "last_success_timestamp_seconds", WarehouseStanding::lastSuccess);
        gauge(meters, "failures_in_a_row", WarehouseStanding::failuresInARow);
        gauge(meters, "running_seconds", WarehouseStanding::runningFor);
        gauge(meters, "filling_seconds", WarehouseStanding::fillingFor);
        gauge(meters, "fill_judged_events", WarehouseStanding::fillJudgedEvents);
        gauge(meters, "left_out_tables", WarehouseStanding::leftOutTables);
        gauge(meters, "pending_events", WarehouseStanding::pendingEvents);
        gauge(meters, "pending_event_age_seconds", WarehouseStanding::pendingFor);
        gauge(meters, "newest_event_timestamp_seconds", WarehouseStanding::newestEvent);
        this.pendingUserChanges = named("pending_user_changes").register(meters);
        this.pendingMigrations = named("pending_migrations").register(meters);
    }

    private void gauge(MeterRegistry meters, String name, ToDoubleFunction<WarehouseStanding> value) {
        gauges.put(named(name).register(meters), value);
    }

    private static MultiGauge.Builder named(String name) {
        return MultiGauge.builder("sluice_warehouse_" + name);
    }

    @Scheduled(
            every = "${sluice.metrics.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = NotSyncing.class)
    void refresh() {
        var all = standings.all();
        gauges.forEach((gauge, value) -> show(gauge, all, value));
        var pending = pendingUsers(all);
        show(
                pendingUserChanges,
                pending.keySet(),
                standing -> pending.get(standing).changes());
        show(
                pendingMigrations,
                pending.keySet(),
                standing -> pending.get(standing).migrations());
    }

    private static void show(
            MultiGauge gauge, Collection<WarehouseStanding> standings, ToDoubleFunction<WarehouseStanding> value) {
        gauge.register(
                standings.stream()
                        .map(standing -> Row.of(
                                Tags.of("environment", standing.environment(), "warehouse", standing.warehouse()),
                                value.applyAsDouble(standing)))
                        .toList(),
                true);
    }

    /** What cannot be asked for at the moment is not shown. */
    private Map<WarehouseStanding, PendingUsers> pendingUsers(List<WarehouseStanding> standings) {
        var pending = new LinkedHashMap<WarehouseStanding, PendingUsers>();
        for (var standing : standings) {
            try {
                pending.put(standing, landing.pendingUsers(standing.environment(), standing.feedPosition()));
            } catch (RuntimeException e) {
                LOG.debugf(e, "No feed's head: environment=%s", standing.environment());
            }
        }
        return pending;
    }
}
