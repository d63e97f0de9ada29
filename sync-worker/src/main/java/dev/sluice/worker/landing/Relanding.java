package dev.sluice.worker.landing;

import dev.sluice.definitions.v1.PropertiesServiceGrpc.PropertiesServiceBlockingStub;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.eventlog.EventLogDays;
import dev.sluice.worker.eventlog.LogReaders;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.property.Catalog;
import dev.sluice.worker.warehouse.Warehouse;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

/**
 * Loads what has landed once more, as it would land: into staging tables alone. No property is entered in a catalog and
 * no user is made, since all of them are known already.
 */
@ApplicationScoped
public class Relanding {

    private final EventLog eventLog;
    private final EventLogDays days;
    private final LogReaders readers;
    private final People people;
    private final PropertiesServiceBlockingStub properties;

    Relanding(
            EventLog eventLog,
            EventLogDays days,
            LogReaders readers,
            People people,
            @GrpcClient("definitions") PropertiesServiceBlockingStub properties) {
        this.eventLog = eventLog;
        this.days = days;
        this.readers = readers;
        this.people = people;
        this.properties = properties.withWaitForReady();
    }

    /** The beginning of the first day of which the log holds every event that was not erased; now where it holds none. */
    public Instant logBegins() {
        var kept = days.all();
        var first = kept.isEmpty() ? LocalDate.now(ZoneOffset.UTC) : kept.first();
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Events of a stretch of the log. */
    public void events(Warehouse warehouse, String environment, long after, long until) {
        var catalog = new Catalog(properties, environment, PropertyLevel.PROPERTY_LEVEL_EVENT, true);
        readers.reading(environment, () -> {
            try (var load = warehouse.load(Staging.LANDED_EVENTS)) {
                var batch = new EventBatch(people, environment, catalog, load, _ -> {});
                eventLog.read(environment, after, until, batch::add);
                batch.flush();
                return batch.landed();
            }
        });
    }

    /** All users and migrations that have not changed since a position of their feeds, as they are now. */
    public void people(Warehouse warehouse, String environment, long until) {
        var catalog = new Catalog(properties, environment, PropertyLevel.PROPERTY_LEVEL_USER, true);
        try (var load = warehouse.load(Staging.LANDED_USERS)) {
            people.readUsers(environment, 0, until, page -> Landing.landUsers(page, load, catalog));
        }
        try (var load = warehouse.load(Staging.CHANGED_MIGRATIONS)) {
            people.readMigrations(
                    environment, 0, until, page -> page.forEach(migration -> load.add(Landing.row(migration))));
        }
    }

    /** The ids of all users, and of all that migrated, who have changed since a position of the feeds. */
    public Set<Long> changedSince(String environment, long position) {
        long head = people.feedHead(environment);
        var changed = new HashSet<Long>();
        people.readUsers(environment, position, head, page -> page.forEach(user -> changed.add(user.getUserId())));
        people.readMigrations(
                environment, position, head, page -> page.forEach(migration -> changed.add(migration.getFromUserId())));
        return changed;
    }
}
