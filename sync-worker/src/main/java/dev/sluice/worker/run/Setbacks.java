package dev.sluice.worker.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Remembers which tables failed, how often in a row, and when each is to be tried again. */
@ApplicationScoped
class Setbacks {

    private final EntityManager entities;
    private final Backoff backoff;

    Setbacks(EntityManager entities, RunConfig config) {
        this.entities = entities;
        this.backoff = new Backoff(config.retryAfter(), config.retryAtMost());
    }

    /** Every table that failed when it was last tried. */
    @Transactional
    public List<TableFailure> all(String environment, String warehouse) {
        return list(environment, warehouse, "");
    }

    /** Those that are not to be tried yet; whether a name is still taken is seen without trying. */
    @Transactional
    public List<TableFailure> notDue(String environment, String warehouse) {
        return list(environment, warehouse, "AND next_try_at > now() AND kind = 'CHANGE_REFUSED'");
    }

    private List<TableFailure> list(String environment, String warehouse, String condition) {
        List<?> rows = entities.createNativeQuery("""
                        SELECT table_name, fingerprint, kind, message FROM table_setback
                        WHERE environment = :environment AND warehouse = :warehouse %s ORDER BY table_name
                        """.formatted(condition), Object[].class)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new TableFailure(
                        (String) row[0], (String) row[1], TableFailure.Kind.valueOf((String) row[2]), (String) row[3]))
                .toList();
    }

    /** A table has failed, once more. */
    @Transactional
    public void add(String environment, String warehouse, TableFailure failure) {
        int inARow = 1 + inARow(environment, warehouse, failure);
        var next = Instant.now()
                .plus(backoff.after(inARow, ThreadLocalRandom.current().nextDouble()));
        entities.createNativeQuery("""
                        INSERT INTO table_setback (environment, warehouse, table_name, fingerprint, kind, message,
                          failures_in_a_row, failing_since, next_try_at)
                        VALUES (:environment, :warehouse, :table, :fingerprint, :kind, :message, :failures, now(), :next)
                        ON CONFLICT (environment, warehouse, table_name) DO UPDATE
                        SET fingerprint = EXCLUDED.fingerprint, kind = EXCLUDED.kind, message = EXCLUDED.message,
                          failures_in_a_row = EXCLUDED.failures_in_a_row, next_try_at = EXCLUDED.next_try_at
                        """)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .setParameter("table", failure.table())
                .setParameter("fingerprint", failure.fingerprint())
                .setParameter("kind", failure.kind().name())
                .setParameter("message", failure.message())
                .setParameter("failures", inARow)
                .setParameter("next", next)
                .executeUpdate();
    }

    private int inARow(String environment, String warehouse, TableFailure failure) {
        List<?> found = entities.createNativeQuery("""
                        SELECT failures_in_a_row FROM table_setback
                        WHERE environment = :environment AND warehouse = :warehouse AND table_name = :table
                          AND fingerprint = :fingerprint
                        """, Integer.class)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .setParameter("table", failure.table())
                .setParameter("fingerprint", failure.fingerprint())
                .getResultList();
        return found.isEmpty() ? 0 : (Integer) found.getFirst();
    }

    /** A run ended well but for these. @return when the first of them is to be tried again */
    @Transactional
    public Optional<Instant> keepOnly(String environment, String warehouse, Collection<String> tables) {
        entities.createNativeQuery("""
                        DELETE FROM table_setback WHERE environment = :environment AND warehouse = :warehouse
                          AND table_name NOT IN (:tables)
                        """)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .setParameter("tables", tables.isEmpty() ? List.of("") : tables)
                .executeUpdate();
        List<?> next = entities.createNativeQuery("""
                        SELECT min(next_try_at) FROM table_setback
                        WHERE environment = :environment AND warehouse = :warehouse
                        """, Instant.class)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .getResultList();
        return next.stream().filter(Objects::nonNull).map(Instant.class::cast).findFirst();
    }

    /** Somebody wants to know now whether the tables can be written again. */
    @Transactional
    public void makeDue(String environment, String warehouse) {
        for (var update : List.of(
                "UPDATE table_setback SET next_try_at = now() WHERE next_try_at > now()",
                "UPDATE warehouse_state SET tables_retry_at = now() WHERE tables_retry_at > now()")) {
            entities.createNativeQuery(update + " AND environment = :environment AND warehouse = :warehouse")
                    .setParameter("environment", environment)
                    .setParameter("warehouse", warehouse)
                    .executeUpdate();
        }
    }
}
