package dev.sluice.worker.run;

import dev.sluice.worker.membership.Memberships;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.verify.Proof;
import dev.sluice.worker.verify.Verification;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.Engine;
import dev.sluice.worker.warehouse.contract.SmallShop;

/** Holds warehouses against what they are made of. */
final class Proofs {

    private Proofs() {}

    /** Of what readers are shown. */
    static Verification look(Engine engine, SmallShop shop) {
        try (var warehouse = engine.openPublished(SmallShop.LAYOUT)) {
            return prove(warehouse, shop);
        }
    }

    static Verification prove(Warehouse warehouse, SmallShop shop) {
        return new Proof(warehouse, shop.sources(), new Tagging(), new Memberships(new Tagging()), (_, _, _) -> {})
                .of(shop.snapshot());
    }
}
