package dev.sluice.worker.metrics;

import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.worker.snapshot.RegisteredWarehouses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** The registered warehouses, as definitions-service told last: while it is away, these are still to be shown. */
@ApplicationScoped
class KnownWarehouses {

    private static final Logger LOG = Logger.getLogger(KnownWarehouses.class);

    private final RegisteredWarehouses registered;
    private volatile List<Warehouse> last = List.of();

    KnownWarehouses(RegisteredWarehouses registered) {
        this.registered = registered;
    }

    List<Warehouse> all() {
        try {
            last = registered.all();
        } catch (RuntimeException e) {
            LOG.debugf(e, "Which warehouses are registered cannot be asked");
        }
        return last;
    }
}
