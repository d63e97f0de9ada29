package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.rpc.OnVirtualThread;
import dev.sluice.sync.v1.CancelRunRequest;
import dev.sluice.sync.v1.CancelRunResponse;
import dev.sluice.sync.v1.GetRunRequest;
import dev.sluice.sync.v1.GetRunResponse;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.ListRunsResponse;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.StartRunResponse;
import dev.sluice.sync.v1.SyncService;
import dev.sluice.sync.v1.WatchRunRequest;
import dev.sluice.sync.v1.WatchRunResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The contract's SyncService. */
@GrpcService
@OnVirtualThread
public class SyncEndpoint implements SyncService {

    private static final int DEFAULT_PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;

    private final Runs runs;
    private final ChosenEvents chosen;
    private final RunStore store;
    private final RunWatch watch;

    SyncEndpoint(Runs runs, ChosenEvents chosen, RunStore store, RunWatch watch) {
        this.runs = runs;
        this.chosen = chosen;
        this.store = store;
        this.watch = watch;
    }

    @Override
    public Uni<StartRunResponse> startRun(StartRunRequest request) {
        RequestFields.requireWarehouse(request.getEnvironment(), request.getWarehouse());
        var environment = request.getEnvironment();
        var warehouse = request.getWarehouse();
        var scope = chosen.ofIds(environment, warehouse, request.getOnlyEventDefinitionIdsList());
        var response = StartRunResponse.newBuilder();
        if (request.getValidateOnly()) {
            response.setPlan(RunMapper.plan(runs.plan(environment, warehouse, scope)));
        } else {
            response.setRun(RunMapper.run(runs.startAndRetry(environment, warehouse, scope)));
        }
        return Uni.createFrom().item(response.build());
    }

    @Override
    public Multi<WatchRunResponse> watchRun(WatchRunRequest request) {
        return watch.of(store.find(request.getRunId()));
    }

    @Override
    public Uni<GetRunResponse> getRun(GetRunRequest request) {
        var run = store.find(request.getRunId());
        var response = GetRunResponse.newBuilder().setRun(RunMapper.detailed(run));
        if (run.plan != null) {
            response.setPlan(RunMapper.plan(run.plan));
        }
        if (run.verification != null) {
            response.setVerification(VerificationMapper.verification(run.verification));
        }
        return Uni.createFrom().item(response.build());
    }

    @Override
    public Uni<ListRunsResponse> listRuns(ListRunsRequest request) {
        if (request.getPageSize() < 0 || request.getPageSize() > LARGEST_PAGE) {
            throw new Failure.Invalid("page_size", "must be 0 to 1,000");
        }
        int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
        var response = ListRunsResponse.newBuilder();
        store.list(request.getEnvironment(), request.getWarehouse(), size)
                .forEach(run -> response.addRuns(RunMapper.run(run)));
        return Uni.createFrom().item(response.build());
    }

    @Override
    public Uni<CancelRunResponse> cancelRun(CancelRunRequest request) {
        var run = RunMapper.run(store.cancel(request.getRunId()));
        return Uni.createFrom().item(CancelRunResponse.newBuilder().setRun(run).build());
    }
}
