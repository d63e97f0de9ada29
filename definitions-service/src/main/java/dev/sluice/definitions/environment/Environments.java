package dev.sluice.definitions.environment;

import dev.sluice.definitions.audit.AuditTrail;
import dev.sluice.definitions.wire.Quoted;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.regex.Pattern;

/** Finds and locks environments for the features that own what stands in them. */
@ApplicationScoped
public class Environments {

    /** What a schema name can look like; anything else names nothing and need not be asked for. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,1000}");

    private final AuditTrail trail;

    Environments(AuditTrail trail) {
        this.trail = trail;
    }

    @Transactional
    public KnownEnvironment get(String name) {
        return KnownEnvironment.of(row(name, LockModeType.NONE));
    }

    @Transactional
    public KnownEnvironment get(long id) {
        return KnownEnvironment.of(EnvironmentRow.findById(id));
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public LockedEnvironment lock(String name) {
        return new LockedEnvironment(row(name, LockModeType.PESSIMISTIC_WRITE), trail);
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public LockedEnvironment lock(long id) {
        return new LockedEnvironment(EnvironmentRow.findById(id, LockModeType.PESSIMISTIC_WRITE), trail);
    }

    private static EnvironmentRow row(String name, LockModeType lock) {
        EnvironmentRow found = NAME.matcher(name).matches()
                ? EnvironmentRow.<EnvironmentRow>find("name", name)
                        .withLock(lock)
                        .firstResult()
                : null;
        if (found == null) {
            throw new Failure.NotFound(
                    ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND, "no environment is named " + Quoted.of(name));
        }
        return found;
    }
}
