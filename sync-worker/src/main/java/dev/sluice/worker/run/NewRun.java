package dev.sluice.worker.run;

import dev.sluice.worker.run.RunRecord.Kind;
import java.util.UUID;

/** A run that is to be. */
record NewRun(UUID id, Kind kind, RunOrigin origin, String environment, String warehouse, Claim claim) {

    static NewRun of(Kind kind, RunOrigin origin, String environment, String warehouse) {
        return new NewRun(UUID.randomUUID(), kind, origin, environment, warehouse, Claim.NONE);
    }

    NewRun claiming(Claim other) {
        return new NewRun(id, kind, origin, environment, warehouse, other);
    }
}
