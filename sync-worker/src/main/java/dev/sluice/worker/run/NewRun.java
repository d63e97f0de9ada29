package dev.sluice.worker.run;

import dev.sluice.worker.run.RunRecord.Kind;
import java.util.UUID;

/** A run that is to be. */
record NewRun(UUID id, Kind kind, RunOrigin origin, String environment, String warehouse, RunScope scope, Claim claim) {

    static NewRun of(Kind kind, RunOrigin origin, String environment, String warehouse) {
        return new NewRun(UUID.randomUUID(), kind, origin, environment, warehouse, RunScope.EVERYTHING, Claim.NONE);
    }

    NewRun over(RunScope other) {
        return new NewRun(id, kind, origin, environment, warehouse, other, claim);
    }

    NewRun claiming(Claim other) {
        return new NewRun(id, kind, origin, environment, warehouse, scope, other);
    }
}
