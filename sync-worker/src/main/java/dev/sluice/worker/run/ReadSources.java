package dev.sluice.worker.run;

import dev.sluice.worker.landing.Relanding;
import dev.sluice.worker.privacy.DeletedUser;
import dev.sluice.worker.privacy.WarehouseDeletions;
import dev.sluice.worker.tagging.Positions;
import dev.sluice.worker.verify.Sources;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The event log and identity-service's feeds of one environment, for the proof of one warehouse. */
record ReadSources(String environment, String warehouseName, Relanding relanding, WarehouseDeletions deletions)
        implements Sources {

    @Override
    public Instant logBegins() {
        return relanding.logBegins();
    }

    @Override
    public void loadEvents(Warehouse warehouse, Positions stretch) {
        relanding.events(warehouse, environment, stretch.after(), stretch.until());
    }

    @Override
    public List<DeletedUser> deletedUsers() {
        return deletions.underway(environment, warehouseName);
    }

    @Override
    public void loadPeople(Warehouse warehouse, long until) {
        relanding.people(warehouse, environment, until);
    }

    @Override
    public Collection<Long> changedSince(long position) {
        return relanding.changedSince(environment, position);
    }
}
