package dev.sluice.definitions.schedule;

import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.wire.StoredJson;
import dev.sluice.wire.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Reads schedules as the contract has them. */
@ApplicationScoped
class ScheduleReader {

    private static final String SELECT = """
            select environment.name as environment, warehouse.name as warehouse, cast(definition as text), paused, since
            from schedule join warehouse on warehouse.id = warehouse_id join environment on environment.id = environment_id
            """;

    private final Session session;

    ScheduleReader(Session session) {
        this.session = session;
    }

    Optional<Schedule> of(long warehouseId) {
        return query("where warehouse_id = :warehouse").setParameter("warehouse", warehouseId).stream()
                .map(ScheduleReader::schedule)
                .findFirst();
    }

    List<Schedule> all() {
        return query("order by environment.name, warehouse.name").stream()
                .map(ScheduleReader::schedule)
                .toList();
    }

    List<Schedule> all(long environmentId) {
        return query("where environment_id = :environment order by warehouse.name")
                .setParameter("environment", environmentId)
                .stream()
                .map(ScheduleReader::schedule)
                .toList();
    }

    private NativeQuery<Object[]> query(String condition) {
        return session.createNativeQuery(SELECT + condition, Object[].class);
    }

    private static Schedule schedule(Object[] row) {
        return StoredJson.parse((String) row[2], Schedule.newBuilder())
                .setEnvironment((String) row[0])
                .setWarehouse((String) row[1])
                .setPaused((Boolean) row[3])
                .setSince(Timestamps.of((Instant) row[4]))
                .build();
    }
}
