package dev.sluice.worker.schedule;

import dev.sluice.definitions.v1.Schedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps the schedules as they were last seen, and which of their ticks have had a run. */
@ApplicationScoped
class ScheduleStore {

    private final EntityManager entities;

    ScheduleStore(EntityManager entities) {
        this.entities = entities;
    }

    /** These are all schedules that there are. Nothing is written where they are known as they are. */
    @Transactional
    public void remember(Collection<Schedule> schedules) {
        var known = all().stream()
                .map(ScheduledWarehouse::schedule)
                .collect(Collectors.toMap(ScheduleStore::key, Function.identity()));
        for (var schedule : schedules) {
            if (!schedule.equals(known.remove(key(schedule)))) {
                put(schedule);
            }
        }
        known.values().forEach(this::remove);
    }

    private static List<String> key(Schedule schedule) {
        return List.of(schedule.getEnvironment(), schedule.getWarehouse());
    }

    private void put(Schedule schedule) {
        entities.createNativeQuery("""
                        INSERT INTO warehouse_schedule (environment, warehouse, definition)
                        VALUES (:environment, :warehouse, CAST(:definition AS jsonb))
                        ON CONFLICT (environment, warehouse) DO UPDATE SET definition = EXCLUDED.definition
                        """)
                .setParameter("environment", schedule.getEnvironment())
                .setParameter("warehouse", schedule.getWarehouse())
                .setParameter("definition", KeptSchedule.json(schedule))
                .executeUpdate();
    }

    private void remove(Schedule schedule) {
        entities.createNativeQuery("""
                        DELETE FROM warehouse_schedule WHERE environment = :environment AND warehouse = :warehouse
                        """)
                .setParameter("environment", schedule.getEnvironment())
                .setParameter("warehouse", schedule.getWarehouse())
                .executeUpdate();
    }

    /** What the last run left counts only where no run over its tables came after it. */
    @Transactional
    public List<ScheduledWarehouse> all() {
        List<?> rows = entities.createNativeQuery("""
                        SELECT CAST(scheduled.definition AS text), scheduled.done_to, scheduled.chosen_done_to,
                          scheduled.run_id, scheduled.retries, last.state, last.only_events, last.failure_reason, last.ended_at,
                          shown.tables_retry_at
                        FROM warehouse_schedule scheduled
                        LEFT JOIN run last ON last.id = scheduled.run_id AND NOT EXISTS (
                          SELECT 1 FROM run later
                          WHERE later.environment = last.environment AND later.warehouse = last.warehouse
                            AND later.kind = 'SYNC' AND later.started_at > last.started_at
                            AND (later.only_events IS NULL OR last.only_events <@ later.only_events))
                        LEFT JOIN warehouse_state shown
                          ON shown.environment = scheduled.environment AND shown.warehouse = scheduled.warehouse
                        ORDER BY scheduled.environment, scheduled.warehouse
                        """, Object[].class).getResultList();
        return rows.stream().map(row -> KeptSchedule.read((Object[]) row)).toList();
    }

    /**
     * Takes the ticks of a run, or the retry, unless somebody else did since this was found due. Part of the transaction
     * that begins the run's record.
     */
    @Transactional
    public boolean take(DueRun due, UUID run) {
        return entities.createNativeQuery("""
                        UPDATE warehouse_schedule
                        SET run_id = :run, retries = :retries, done_to = CAST(:doneTo AS timestamptz),
                          chosen_done_to = CAST(:chosenDoneTo AS timestamptz)
                        WHERE environment = :environment AND warehouse = :warehouse
                          AND done_to IS NOT DISTINCT FROM CAST(:seenTo AS timestamptz)
                          AND chosen_done_to IS NOT DISTINCT FROM CAST(:chosenSeenTo AS timestamptz)
                          AND run_id IS NOT DISTINCT FROM CAST(:seenRun AS uuid)
                        """)
                        .setParameter("run", run)
                        .setParameter("retries", due.retries())
                        .setParameter("doneTo", text(due.done().all()))
                        .setParameter("chosenDoneTo", text(due.done().chosen()))
                        .setParameter("environment", due.environment())
                        .setParameter("warehouse", due.warehouseName())
                        .setParameter("seenTo", text(due.warehouse().done().all()))
                        .setParameter(
                                "chosenSeenTo", text(due.warehouse().done().chosen()))
                        .setParameter("seenRun", text(due.warehouse().run()))
                        .executeUpdate()
                == 1;
    }

    private static String text(Optional<?> value) {
        return value.map(Objects::toString).orElse(null);
    }
}
