package dev.sluice.local.sync;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.Output;
import dev.sluice.sync.v1.GetRunRequest;
import dev.sluice.sync.v1.GetRunResponse;
import dev.sluice.sync.v1.Plan;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.VerifyWarehouseRequest;
import dev.sluice.sync.v1.WatchRunRequest;
import java.util.ArrayList;
import java.util.List;

/** Plans runs and follows them to their end. */
public final class Runs {

    private final SluiceClient client;
    private final EnvironmentAccess access;
    private final List<Long> only;

    public Runs(SluiceClient client, EnvironmentAccess access) {
        this(client, access, List.of());
    }

    /** @param only definitions of events whose tables runs bring up to date; empty for all */
    Runs(SluiceClient client, EnvironmentAccess access, List<Long> only) {
        this.client = client;
        this.access = access;
        this.only = only;
    }

    /** What a run would do now; nothing is changed. */
    public Plan plan() {
        return client.sync().startRun(request().setValidateOnly(true).build()).getPlan();
    }

    /**
     * Starts a run, shows how it goes and returns how it ended, with what it applied; after it, the run that fills the
     * tables which it left to one.
     */
    public List<GetRunResponse> sync(Output output) {
        var ended = new ArrayList<GetRunResponse>();
        for (var id = client.sync().startRun(request().build()).getRun().getId(); !id.isEmpty(); ) {
            ended.add(follow(id, output));
            id = ended.getLast().getRun().getFillRunId();
        }
        return ended;
    }

    /** Proves the warehouse, shows how that goes, and returns what was found, with what was repaired. */
    public GetRunResponse verify(boolean repair, Output output) {
        var run = client.care()
                .verifyWarehouse(VerifyWarehouseRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .setRepair(repair)
                        .build())
                .getRun();
        return follow(run.getId(), output);
    }

    /** Shows how a run goes and returns how it ended. */
    public GetRunResponse follow(String id, Output output) {
        try (var progress = new RunProgress(output)) {
            client.sync()
                    .watchRun(WatchRunRequest.newBuilder().setRunId(id).build())
                    .forEachRemaining(progress::show);
        }
        return client.sync().getRun(GetRunRequest.newBuilder().setRunId(id).build());
    }

    private StartRunRequest.Builder request() {
        return StartRunRequest.newBuilder()
                .setEnvironment(access.environment())
                .setWarehouse(access.warehouse())
                .addAllOnlyEventDefinitionIds(only);
    }
}
