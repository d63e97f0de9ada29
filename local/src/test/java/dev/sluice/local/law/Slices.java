package dev.sluice.local.law;

import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.harness.Replica;
import java.util.List;

/** A worker that takes even short histories for long: it fills new warehouses and tables a few events at a time. */
final class Slices {

    static final List<String> SETTINGS =
            List.of("-Dsluice.run.fill-beside-from=5", "-Dsluice.run.fill-slice=15", "-Dsluice.run.land-at-once=15");

    private Slices() {}

    static SluiceClient client() {
        return Holder.REPLICA.client();
    }

    private static final class Holder {
        private static final Replica REPLICA = Replica.with(SETTINGS);
    }
}
