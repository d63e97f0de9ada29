package dev.sluice.definitions.schedule;

import dev.sluice.definitions.audit.AuditTrail;
import dev.sluice.definitions.audit.Change;
import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.environment.KnownEnvironment;
import dev.sluice.definitions.event.EventDefinitions;
import dev.sluice.definitions.v1.MoreOften;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.warehouse.Warehouses;
import dev.sluice.definitions.wire.StoredJson;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** Keeps the schedule of each warehouse. It is no part of a snapshot, so an environment's revision does not move. */
@ApplicationScoped
class Schedules {

    private static final String KIND = "schedules";

    private final Environments environments;
    private final Warehouses warehouses;
    private final EventDefinitions events;
    private final ScheduleReader reader;
    private final AuditTrail trail;
    private final Session session;

    Schedules(
            Environments environments,
            Warehouses warehouses,
            EventDefinitions events,
            ScheduleReader reader,
            AuditTrail trail,
            Session session) {
        this.environments = environments;
        this.warehouses = warehouses;
        this.events = events;
        this.reader = reader;
        this.trail = trail;
        this.session = session;
    }

    /** Setting what is set already changes nothing, so a tick that waits for its run is not forgotten. */
    @Transactional
    Schedule set(String environment, String warehouse, Schedule definition) {
        long id = id(environment, warehouse);
        if (definition.hasMoreOften()) {
            requireThere(environment, definition.getMoreOften());
        }
        var before = reader.of(id);
        session.createNativeMutationQuery("""
                        insert into schedule as old (warehouse_id, definition, paused, since)
                        values (:warehouse, cast(:definition as jsonb), false, :now)
                        on conflict (warehouse_id) do update set definition = excluded.definition, since =
                            case when old.definition = excluded.definition then old.since else excluded.since end
                        """)
                .setParameter("warehouse", id)
                .setParameter("definition", StoredJson.print(definition))
                .setParameter("now", Times.now())
                .executeUpdate();
        var after = reader.of(id).orElseThrow();
        if (!before.equals(Optional.of(after))) {
            changed(
                    environment,
                    before.map(was -> Change.of(KIND, warehouse, was, after))
                            .orElseGet(() -> Change.made(KIND, warehouse, after)));
        }
        return after;
    }

    private void requireThere(String environment, MoreOften moreOften) {
        var ids = moreOften.getEventDefinitionIdsList();
        var known = events.known(environments.get(environment), ids);
        ids.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
            throw new Failure.NotFound(
                    ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND,
                    "more_often.event_definition_ids: the environment has no event definition %d".formatted(id));
        });
    }

    /** Answers what {@link #set} does, and then forgets it: fails as that would. */
    @Transactional
    Schedule rehearse(String environment, String warehouse, Schedule definition) {
        var schedule = set(environment, warehouse, definition);
        QuarkusTransaction.setRollbackOnly();
        return schedule;
    }

    @Transactional
    Schedule get(String environment, String warehouse) {
        return reader.of(id(environment, warehouse)).orElseThrow(() -> none(warehouse));
    }

    /** @param environment empty for all */
    @Transactional
    List<Schedule> list(String environment) {
        return environment.isEmpty()
                ? reader.all()
                : reader.all(environments.get(environment).id());
    }

    @Transactional
    Schedule pause(String environment, String warehouse) {
        return move(
                environment,
                warehouse,
                session.createNativeMutationQuery(
                        "update schedule set paused = true where warehouse_id = :warehouse and not paused"),
                "is paused already");
    }

    @Transactional
    Schedule resume(String environment, String warehouse) {
        return move(
                environment,
                warehouse,
                session.createNativeMutationQuery(
                                "update schedule set paused = false, since = :now where warehouse_id = :warehouse and paused")
                        .setParameter("now", Times.now()),
                "is not paused");
    }

    private Schedule move(String environment, String warehouse, MutationQuery update, String refusal) {
        long id = id(environment, warehouse);
        var before = reader.of(id).orElseThrow(() -> none(warehouse));
        if (update.setParameter("warehouse", id).executeUpdate() == 0) {
            throw new Failure.Precondition(
                    ErrorReason.ERROR_REASON_WRONG_STATE, "the schedule of %s %s".formatted(warehouse, refusal));
        }
        var after = reader.of(id).orElseThrow();
        changed(environment, Change.of(KIND, warehouse, before, after));
        return after;
    }

    @Transactional
    void remove(String environment, String warehouse) {
        long id = id(environment, warehouse);
        var before = reader.of(id).orElseThrow(() -> none(warehouse));
        session.createNativeMutationQuery("delete from schedule where warehouse_id = :warehouse")
                .setParameter("warehouse", id)
                .executeUpdate();
        changed(environment, Change.gone(KIND, warehouse, before));
    }

    private void changed(String environment, Change change) {
        trail.record(environment, List.of(change));
    }

    private long id(String environment, String warehouse) {
        KnownEnvironment known = environments.get(environment);
        return warehouses.get(known, warehouse).id();
    }

    private static Failure none(String warehouse) {
        return new Failure.NotFound(
                ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND, "the warehouse %s has no schedule".formatted(warehouse));
    }
}
