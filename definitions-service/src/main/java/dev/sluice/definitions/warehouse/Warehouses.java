package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.audit.Change;
import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.environment.KnownEnvironment;
import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.definitions.wire.Quoted;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Keeps the registered warehouses of each environment. */
@ApplicationScoped
public class Warehouses {

    private final Environments environments;
    private final Session session;

    Warehouses(Environments environments, Session session) {
        this.environments = environments;
        this.session = session;
    }

    @Transactional
    Warehouse create(String environment, String name, WarehouseTarget target) {
        var locked = environments.lock(environment);
        checkSchemas(locked, target);
        if (find(locked.id(), name) != null) {
            throw new Failure.AlreadyExists("there is a warehouse named " + name);
        }
        insert(locked, name, target);
        var created = KnownWarehouse.of(find(locked.id(), name), environments.get(environment))
                .message();
        locked.changed(Change.made("warehouses", name, created));
        return created;
    }

    /** Does what {@link #create} does, and then forgets it: fails as that would. */
    @Transactional
    void rehearse(String environment, String name, WarehouseTarget target) {
        create(environment, name, target);
        QuarkusTransaction.setRollbackOnly();
    }

    @Transactional
    public KnownWarehouse get(KnownEnvironment environment, String name) {
        var row = WarehouseName.isPossible(name) ? find(environment.id(), name) : null;
        if (row == null) {
            throw new Failure.NotFound(
                    ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND, "no warehouse is named " + Quoted.of(name));
        }
        return KnownWarehouse.of(row, environment);
    }

    @Transactional
    List<Warehouse> list(String environment) {
        var known = environments.get(environment);
        return WarehouseRow.<WarehouseRow>list("environmentId", Sort.by("name"), known.id()).stream()
                .map(row -> KnownWarehouse.of(row, known).message())
                .toList();
    }

    /** The warehouses of an environment, by name. */
    public Map<String, Long> ids(LockedEnvironment environment) {
        return WarehouseRow.<WarehouseRow>stream("environmentId", environment.id())
                .collect(Collectors.toMap(row -> row.name, row -> row.id));
    }

    private static WarehouseRow find(long environmentId, String name) {
        return WarehouseRow.<WarehouseRow>find("environmentId = ?1 and name = ?2", environmentId, name)
                .firstResult();
    }

    private static void checkSchemas(LockedEnvironment environment, WarehouseTarget target) {
        switch (target) {
            case WarehouseTarget.DuckDb _ -> {
                // A file of its own has room for any name.
            }
            case WarehouseTarget.Postgres _ -> PostgresSchemas.check("environment", environment.name());
            case WarehouseTarget.Snowflake _ -> SnowflakeSchemas.check("environment", environment.name());
        }
    }

    private void insert(LockedEnvironment environment, String name, WarehouseTarget target) {
        // A file is unique across environments, which no lock covers: the constraint decides.
        int created = WarehouseInsertion.of(target, session)
                .setParameter("environment", environment.id())
                .setParameter("name", name)
                .setParameter("now", Times.now())
                .executeUpdate();
        if (created == 0) {
            throw new Failure.AlreadyExists(WarehouseInsertion.taken(target));
        }
    }
}
