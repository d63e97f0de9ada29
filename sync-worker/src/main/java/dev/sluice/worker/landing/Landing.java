package dev.sluice.worker.landing;

import dev.sluice.definitions.v1.PropertiesServiceGrpc.PropertiesServiceBlockingStub;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.identity.v1.Migration;
import dev.sluice.identity.v1.User;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.eventlog.LogReaders;
import dev.sluice.worker.outbox.IdentityOutbox;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.privacy.DeletedUser;
import dev.sluice.worker.property.Catalog;
import dev.sluice.worker.property.PropertyReader;
import dev.sluice.worker.warehouse.BulkLoad;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Brings what is new into a warehouse's internal schema: raw events from the log, then users and migrations up to a
 * point that covers the users of these events. Everything is part of the run's transaction, the cursors included, so a
 * run that dies has landed nothing.
 */
@ApplicationScoped
public class Landing {

    private final EventLog eventLog;
    private final LogReaders readers;
    private final People people;
    private final IdentityOutbox outbox;
    private final PropertiesServiceBlockingStub properties;

    Landing(
            EventLog eventLog,
            LogReaders readers,
            People people,
            IdentityOutbox outbox,
            @GrpcClient("definitions") PropertiesServiceBlockingStub properties) {
        this.eventLog = eventLog;
        this.readers = readers;
        this.people = people;
        this.outbox = outbox;
        this.properties = properties.withWaitForReady();
    }

    /** How far everything could be read now, calls that identity-service had yet to apply included. */
    public Warehouse.Cursors heads(String environment) {
        outbox.drain(environment);
        return new Warehouse.Cursors(eventLog.head(environment), people.feedHead(environment));
    }

    /** @param feedPosition up to where a warehouse has changes of users */
    public PendingUsers pendingUsers(String environment, long feedPosition) {
        outbox.drain(environment);
        return people.pending(environment, feedPosition);
    }

    /**
     * What has landed.
     *
     * @param cursors up to where
     * @param properties the catalog as the run knows it now
     */
    public record Landed(
            Warehouse.Cursors before,
            Warehouse.Cursors cursors,
            long events,
            long users,
            long migrations,
            List<Property> properties) {}

    /** Hears up to which position of the log events have landed, and where the log ends. */
    public interface Reached {
        void at(long position, long head);
    }

    /**
     * @param deleted users of whom nothing may be left
     * @param validateOnly nothing is entered in the catalog and no user is made
     */
    public Landed land(
            Warehouse warehouse, String environment, List<DeletedUser> deleted, boolean validateOnly, Reached reached) {
        long head = eventLog.head(environment);
        return land(warehouse, environment, head, deleted, validateOnly, position -> reached.at(position, head));
    }

    /** Events up to a position of the log, and all users and migrations that there are. @param reached as they land */
    public Landed landUntil(Warehouse warehouse, String environment, long logPosition, LongConsumer reached) {
        return land(warehouse, environment, logPosition, List.of(), false, reached);
    }

    private Landed land(
            Warehouse warehouse,
            String environment,
            long logHead,
            List<DeletedUser> deleted,
            boolean validateOnly,
            LongConsumer reached) {
        outbox.drain(environment);
        var before = warehouse.cursors();
        refuseWhereReadFurther("the event log", before.logPosition(), logHead);
        var eventCatalog = new Catalog(properties, environment, PropertyLevel.PROPERTY_LEVEL_EVENT, validateOnly);
        var userCatalog = new Catalog(properties, environment, PropertyLevel.PROPERTY_LEVEL_USER, validateOnly);
        long events = readers.reading(
                environment,
                () -> landEvents(warehouse, environment, before.logPosition(), logHead, eventCatalog, reached));
        long feedHead = people.feedHead(environment);
        refuseWhereReadFurther("identity-service's feed", before.feedPosition(), feedHead);
        long users = landUsers(warehouse, environment, before.feedPosition(), feedHead, userCatalog);
        long migrations = landMigrations(warehouse, environment, before.feedPosition(), feedHead);
        DeletedUsers.remove(warehouse, deleted);
        warehouse.script("integrate_users");
        warehouse.script(events == 0 && deleted.isEmpty() ? "integrate_nothing" : "integrate_events");
        var known = Stream.concat(eventCatalog.properties().stream(), userCatalog.properties().stream())
                .toList();
        return new Landed(before, new Warehouse.Cursors(logHead, feedHead), events, users, migrations, known);
    }

    /** @throws WarehouseFailure.Unusable where the sources end before what a warehouse has read of them */
    public void refuseWhereReadFurther(String environment, Warehouse.Cursors read) {
        refuseWhereReadFurther("the event log", read.logPosition(), eventLog.head(environment));
        refuseWhereReadFurther("identity-service's feed", read.feedPosition(), people.feedHead(environment));
    }

    /** What comes next would be taken for read: positions are given anew after a restore. */
    private static void refuseWhereReadFurther(String what, long read, long head) {
        if (read > head) {
            throw new WarehouseFailure.Unusable(
                    "the warehouse has read %s up to position %d, and it ends at %d: the database was restored from a backup made before, without the step that has it go on behind what warehouses have read (\"Backup and restore\" in the operations guide)"
                            .formatted(what, read, head),
                    null);
        }
    }

    private long landEvents(
            Warehouse warehouse, String environment, long after, long until, Catalog catalog, LongConsumer reached) {
        try (var load = warehouse.load(Staging.LANDED_EVENTS)) {
            var batch = new EventBatch(people, environment, catalog, load, reached);
            eventLog.read(environment, after, until, batch::add);
            batch.flush();
            return batch.landed();
        }
    }

    private long landUsers(Warehouse warehouse, String environment, long after, long until, Catalog catalog) {
        var count = new long[1];
        try (var load = warehouse.load(Staging.LANDED_USERS)) {
            people.readUsers(environment, after, until, page -> {
                count[0] += page.size();
                landUsers(page, load, catalog);
            });
        }
        return count[0];
    }

    static void landUsers(List<User> page, BulkLoad load, Catalog catalog) {
        var values = page.stream()
                .map(user -> PropertyReader.ofUser(user.getPropertiesMap()))
                .toList();
        catalog.enter(values);
        for (int i = 0; i < page.size(); i++) {
            var user = page.get(i);
            load.add(Arrays.asList(
                    user.getUserId(),
                    user.getRetired(),
                    user.hasIdentity() ? user.getIdentity() : null,
                    user.hasJoindate() ? Timestamps.instant(user.getJoindate()) : null,
                    user.hasLastModified() ? Timestamps.instant(user.getLastModified()) : null,
                    StoredProperties.json(values.get(i), catalog),
                    StoredProperties.times(values.get(i).keySet(), user.getPropertyTimesMap(), catalog)));
        }
    }

    private long landMigrations(Warehouse warehouse, String environment, long after, long until) {
        var count = new long[1];
        try (var load = warehouse.load(Staging.CHANGED_MIGRATIONS)) {
            people.readMigrations(environment, after, until, page -> {
                count[0] += page.size();
                page.forEach(migration -> load.add(row(migration)));
            });
        }
        return count[0];
    }

    static List<?> row(Migration migration) {
        return Arrays.asList(
                migration.getFromUserId(),
                migration.getToUserId(),
                Timestamps.instant(migration.getTime()),
                migration.getWithdrawn());
    }
}
