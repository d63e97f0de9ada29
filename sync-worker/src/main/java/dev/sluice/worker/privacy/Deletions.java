package dev.sluice.worker.privacy;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.KnownFailures;
import dev.sluice.worker.eventlog.EventLogErasure;
import dev.sluice.worker.eventlog.LogReaders;
import dev.sluice.worker.snapshot.RegisteredWarehouses;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes deletions through the event log and identity-service. Each step may be done again: what is gone stays gone. The
 * order matters: events go before the user is forgotten, and whoever read them before must have ended, since events that
 * land make their users known.
 */
@ApplicationScoped
public class Deletions {

    private static final Logger LOG = Logger.getLogger(Deletions.class);

    private final DeletionStore store;
    private final DeletionAccounts accounts;
    private final DeletionClaim claim;
    private final EventLogErasure log;
    private final RefusedCallErasure refusedCalls;
    private final LogReaders readers;
    private final IdentityLedger ledger;
    private final RegisteredWarehouses warehouses;
    private final DeletionMetrics metrics;

    Deletions(
            DeletionStore store,
            DeletionAccounts accounts,
            DeletionClaim claim,
            EventLogErasure log,
            RefusedCallErasure refusedCalls,
            LogReaders readers,
            IdentityLedger ledger,
            RegisteredWarehouses warehouses,
            DeletionMetrics metrics) {
        this.store = store;
        this.accounts = accounts;
        this.claim = claim;
        this.log = log;
        this.refusedCalls = refusedCalls;
        this.readers = readers;
        this.ledger = ledger;
        this.warehouses = warehouses;
        this.metrics = metrics;
    }

    /** Takes every deletion as far as it can go before warehouses come up; one that fails does not stop the others. */
    public void advance() {
        store.unforgotten().forEach(this::advanceOrLog);
        metrics.count(store.countPending(), store.countDone());
    }

    private void advanceOrLog(UUID id) {
        try {
            claim.ifFree(id, () -> advance(id));
        } catch (StatusRuntimeException refused) {
            LOG.warnf(
                    "A deletion has to wait: deletion=%s reason=%s",
                    id, GrpcStatuses.name(GrpcStatuses.reason(refused)));
        } catch (RuntimeException e) {
            KnownFailures.of(e);
            LOG.warnf("A deletion has to wait: deletion=%s", id);
        }
    }

    private void advance(UUID id) {
        boolean goesOn = true;
        while (goesOn) {
            var deletion = store.find(id);
            goesOn = switch (deletion.next()) {
                case ERASE_EVENTS -> eraseEvents(deletion);
                case FORGET_USER -> forgetUser(deletion);
                case CLEAR_WAREHOUSES, NOTHING -> false;
            };
        }
    }

    private boolean eraseEvents(DeletionRecord deletion) {
        var users = accounts.of(deletion.id).stream().map(Account::user).toList();
        refusedCalls.erase(deletion.environment, users);
        log.erase(
                deletion.environment,
                users,
                deletion.erasedTo,
                deletion.logPosition,
                position -> store.erased(deletion.id, position));
        boolean quiet = readers.haveEnded(deletion.environment);
        if (quiet) {
            store.eventLogDone(deletion.id);
        }
        return quiet;
    }

    private boolean forgetUser(DeletionRecord deletion) {
        var known = accounts.of(deletion.id);
        var userIds = known.stream().map(Account::userId).toList();
        if (!ledger.forget(deletion.environment, userIds)) {
            store.grew(deletion.id, accountsNow(deletion.environment, known));
            return true;
        }
        keepWhoCameBack(deletion, known);
        store.identityDone(deletion.id, warehouses.of(deletion.environment));
        return false;
    }

    /** Accounts that were one user may have become several since; each tells of those that joined it. */
    private List<Account> accountsNow(String environment, List<Account> known) {
        var now = new ArrayList<Account>();
        var listed = new HashSet<Long>();
        for (var account : known) {
            if (!listed.contains(account.userId())) {
                var user = ledger.find(environment, new RequestedUser.ById(account.userId()));
                user.map(UserAccounts::accounts).ifPresent(now::addAll);
                now.forEach(each -> listed.add(each.userId()));
            }
        }
        return now;
    }

    /** Events from after the request may have landed already: their user is a new one, whom runs expect to be known. */
    private void keepWhoCameBack(DeletionRecord deletion, List<Account> known) {
        var users = known.stream().map(Account::user).collect(Collectors.toSet());
        ledger.makeKnown(deletion.environment, log.firstSeen(deletion.environment, users, deletion.logPosition));
    }
}
