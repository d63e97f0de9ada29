package dev.sluice.worker.privacy;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.eventlog.EventLogErasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Finds the user of a privacy request. identity-service knows everyone whose events have landed in some warehouse;
 * whoever has none but in the log is made known to it first.
 */
@ApplicationScoped
class UserSearch {

    private final IdentityLedger ledger;
    private final EventLogErasure log;
    private final EntityManager entities;

    UserSearch(IdentityLedger ledger, EventLogErasure log, EntityManager entities) {
        this.ledger = ledger;
        this.log = log;
        this.entities = entities;
    }

    /** @throws Failure.NotFound with USER_NOT_FOUND */
    UserAccounts find(String environment, RequestedUser user) {
        return ledger.find(environment, user)
                .or(() -> findInLog(environment, user))
                .orElseThrow(() -> new Failure.NotFound(
                        ErrorReason.ERROR_REASON_USER_NOT_FOUND, "no call or event named this user"));
    }

    private Optional<UserAccounts> findInLog(String environment, RequestedUser user) {
        var seen = log.firstSeen(environment, List.of(user.key()), landedTo(environment));
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        ledger.makeKnown(environment, seen);
        return ledger.find(environment, new RequestedUser.ByKey(user.key()));
    }

    /** Every event up to here has landed in a warehouse. */
    @Transactional
    public long landedTo(String environment) {
        return (Long) entities.createNativeQuery(
                        "SELECT coalesce(max(log_position), 0) FROM warehouse_state WHERE environment = :environment",
                        Long.class)
                .setParameter("environment", environment)
                .getSingleResult();
    }
}
