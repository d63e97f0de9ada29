package dev.sluice.definitions.environment;

import dev.sluice.definitions.audit.AuditTrail;
import dev.sluice.definitions.audit.Change;
import dev.sluice.definitions.v1.RotateWriteKeyResponse;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.wire.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/**
 * Keeps the hashes of write keys. A plain SHA-256 is enough: nobody can try all keys of 32 random letters, and salting or
 * stretching, which protect passwords that people think up, would keep a key from being found by its hash.
 */
@ApplicationScoped
class WriteKeyStore {

    private final Session session;
    private final Environments environments;
    private final AuditTrail trail;

    WriteKeyStore(Session session, Environments environments, AuditTrail trail) {
        this.session = session;
        this.environments = environments;
        this.trail = trail;
    }

    /** An environment that a key leads to. @param expiresAt null where the key has no end */
    record Resolved(String environment, Instant expiresAt) {}

    @Transactional(Transactional.TxType.MANDATORY)
    void add(long environment, WriteKey writeKey, Instant now) {
        int added = session.createNativeMutationQuery("""
                        insert into write_key (hash, environment_id, created_at) values (:hash, :environment, :now)
                        on conflict (hash) do nothing""")
                .setParameter("hash", writeKey.hash())
                .setParameter("environment", environment)
                .setParameter("now", now)
                .executeUpdate();
        if (added == 0) {
            throw new Failure.AlreadyExists("the write key is in use");
        }
    }

    /** Puts a key in the place of the present one, and gives the end of that. A snapshot shows no key: no revision is counted. */
    @Transactional
    Instant replace(String name, WriteKey writeKey, Duration gracePeriod) {
        var environment = environments.lock(name).id();
        var now = Times.now();
        var end = now.plus(gracePeriod);
        session.createNativeMutationQuery("""
                        update write_key set expires_at = :end
                        where environment_id = :environment and (expires_at is null or expires_at > :end)""")
                .setParameter("end", end)
                .setParameter("environment", environment)
                .executeUpdate();
        add(environment, writeKey, now);
        var shown = RotateWriteKeyResponse.newBuilder().setPreviousExpiresAt(Timestamps.of(end));
        trail.record(name, List.of(Change.made("write_keys", name, shown.build())));
        return end;
    }

    /** @throws Failure.Unauthenticated with WRITE_KEY_UNKNOWN */
    @Transactional
    Resolved resolve(WriteKey writeKey) {
        return session.createNativeQuery("""
                        select e.name, k.expires_at from write_key k join environment e on e.id = k.environment_id
                        where k.hash = :hash and (k.expires_at is null or k.expires_at > :now)""", Object[].class)
                .setParameter("hash", writeKey.hash())
                .setParameter("now", Times.now())
                .getResultStream()
                .map(row -> new Resolved((String) row[0], (Instant) row[1]))
                .findFirst()
                .orElseThrow(() -> new Failure.Unauthenticated(
                        ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN, "no environment has this write key"));
    }
}
