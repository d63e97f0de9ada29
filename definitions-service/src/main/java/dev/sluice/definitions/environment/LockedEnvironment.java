package dev.sluice.definitions.environment;

import dev.sluice.definitions.audit.AuditTrail;
import dev.sluice.definitions.audit.Change;
import java.util.List;

/**
 * An environment whose row is locked until the transaction ends. Whoever changes anything the environment owns locks
 * it first, so that changes come one after another and what was checked stays true; reads go on meanwhile.
 */
public final class LockedEnvironment {

    private final EnvironmentRow row;
    private final AuditTrail trail;

    LockedEnvironment(EnvironmentRow row, AuditTrail trail) {
        this.row = row;
        this.trail = trail;
    }

    public long id() {
        return row.id;
    }

    public String name() {
        return row.name;
    }

    public long revision() {
        return row.revision;
    }

    /** Counts what a call changed, and writes it down; to be called once for each call that changed something. */
    public void changed(List<Change> changes) {
        row.revision++;
        trail.record(row.name, changes);
    }

    public void changed(Change change) {
        changed(List.of(change));
    }
}
