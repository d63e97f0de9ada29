package dev.sluice.worker.role;

/** What a worker is there for: deployments of one image take different parts, so that each scales by itself. */
public enum Role {
    /** Takes captured calls, and does runs and deletions. */
    ALL,
    /** Only takes captured calls. */
    CAPTURE,
    /** Only does runs and deletions. */
    SYNC;

    boolean captures() {
        return this != SYNC;
    }

    boolean syncs() {
        return this != CAPTURE;
    }

    /** Whether calls of a gRPC service are answered; health and reflection are of every role. */
    boolean serves(String service) {
        if (service.startsWith("sluice.capture.")) {
            return captures();
        }
        return !service.startsWith("sluice.sync.") || syncs();
    }
}
