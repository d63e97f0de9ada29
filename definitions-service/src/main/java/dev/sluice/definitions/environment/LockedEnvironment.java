package dev.sluice.definitions.environment;

/**
 * An environment whose row is locked until the transaction ends. Whoever changes anything the environment owns locks
 * it first, so that changes come one after another and what was checked stays true; reads go on meanwhile.
 */
public final class LockedEnvironment {

    private final EnvironmentRow row;

    LockedEnvironment(EnvironmentRow row) {
        this.row = row;
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

    /** Counts a change; to be called once for each call that changed something. */
    public void changed() {
        row.revision++;
    }
}
