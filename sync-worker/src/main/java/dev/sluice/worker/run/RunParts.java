package dev.sluice.worker.run;

import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.landing.Relanding;
import dev.sluice.worker.membership.Memberships;
import dev.sluice.worker.privacy.WarehouseDeletions;
import dev.sluice.worker.snapshot.Snapshots;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouses;
import jakarta.inject.Singleton;

/** What every run works with. */
@Singleton
record RunParts(
        Warehouses warehouses,
        Landing landing,
        Snapshots snapshots,
        Tagging tagging,
        Memberships memberships,
        PublishedState published,
        Setbacks setbacks,
        WarehouseDeletions deletions,
        Relanding relanding,
        RunConfig config) {}
