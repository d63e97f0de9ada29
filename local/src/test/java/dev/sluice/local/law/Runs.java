package dev.sluice.local.law;

import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.sync.v1.BackfillPropertyRequest;
import dev.sluice.sync.v1.CareServiceGrpc;
import dev.sluice.sync.v1.CareServiceGrpc.CareServiceBlockingStub;
import dev.sluice.sync.v1.Gap;
import dev.sluice.sync.v1.GetRunRequest;
import dev.sluice.sync.v1.ListGapsRequest;
import dev.sluice.sync.v1.Plan;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.TableDifference;
import dev.sluice.sync.v1.VerifyWarehouseRequest;
import dev.sluice.sync.v1.WatchRunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs over one warehouse; each has to succeed, and is over when this returns. */
final class Runs {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final SluiceClient client;
    private final EnvironmentAccess access;

    Runs(SluiceClient client, EnvironmentAccess access) {
        this.client = client;
        this.access = access;
    }

    /** A sync, and the fill that it may have left to a run of its own. */
    void sync() {
        start().ifPresent(this::await);
    }

    /** A sync that lets the tables of all other events wait. */
    void syncOnly(EventDefinition event) {
        await(client.sync()
                .startRun(request().addOnlyEventDefinitionIds(event.getId()).build())
                .getRun()
                .getId());
    }

    /** A sync alone. @return the run that fills what it left */
    Optional<String> start() {
        var run = await(client.sync().startRun(request().build()).getRun().getId());
        return Optional.of(run.getFillRunId()).filter(fill -> !fill.isEmpty());
    }

    Plan plan() {
        return client.sync().startRun(request().setValidateOnly(true).build()).getPlan();
    }

    private StartRunRequest.Builder request() {
        return StartRunRequest.newBuilder().setEnvironment(access.environment()).setWarehouse(access.warehouse());
    }

    List<Gap> gaps() {
        return care().listGaps(ListGapsRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .build())
                .getGapsList();
    }

    void backfill(long propertyId) {
        await(care().backfillProperty(BackfillPropertyRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .setPropertyId(propertyId)
                        .build())
                .getRun()
                .getId());
    }

    /** What a proof finds wrong. */
    List<String> differences() {
        var run = await(care().verifyWarehouse(VerifyWarehouseRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .build())
                .getRun()
                .getId());
        return client
                .sync()
                .getRun(GetRunRequest.newBuilder().setRunId(run.getId()).build())
                .getVerification()
                .getDifferencesList()
                .stream()
                .map(TableDifference::toString)
                .toList();
    }

    private CareServiceBlockingStub care() {
        return CareServiceGrpc.newBlockingStub(client.channel(Service.WORKER)).withDeadlineAfter(DEADLINE);
    }

    /** @throws AssertionError when it does not succeed */
    Run await(String runId) {
        var run = Run.getDefaultInstance();
        var watch = client.sync()
                .watchRun(WatchRunRequest.newBuilder().setRunId(runId).build());
        while (watch.hasNext()) {
            run = watch.next().getRun();
        }
        if (run.getState() != RunState.RUN_STATE_SUCCEEDED) {
            throw new AssertionError("the run did not succeed: " + run);
        }
        return run;
    }
}
