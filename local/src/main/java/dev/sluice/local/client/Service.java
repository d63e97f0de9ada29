package dev.sluice.local.client;

/** The services of Sluice, by the module that builds each. */
public enum Service {
    DEFINITIONS("definitions-service"),
    IDENTITY("identity-service"),
    WORKER("sync-worker");

    private final String module;

    Service(String module) {
        this.module = module;
    }

    public String module() {
        return module;
    }
}
