package dev.sluice.errors;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Knows when the process begins to end: a call that breaks from then on, as what it needs is closed, may be sent again. */
@ApplicationScoped
class Stopping {

    private static volatile boolean begun;

    static boolean hasBegun() {
        return begun;
    }

    /** Tests start more than one application in a process. */
    void start(@Observes StartupEvent event) {
        begun = false;
    }

    void stop(@Observes ShutdownEvent event) {
        begun = true;
    }
}
