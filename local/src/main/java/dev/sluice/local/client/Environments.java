package dev.sluice.local.client;

import dev.sluice.definitions.v1.CreateEnvironmentRequest;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.ListEnvironmentsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;

/** Makes environments with a DuckDB warehouse; what is there already stays as it is. */
public final class Environments {

    private static final String WAREHOUSE = "local";

    private final SluiceClient client;

    public Environments(SluiceClient client) {
        this.client = client;
    }

    public EnvironmentAccess ensure(String project, String stage, String writeKey, Path warehouseFile) {
        var environment = ensureEnvironment(project, stage, writeKey);
        var access = new EnvironmentAccess(environment, writeKey, WAREHOUSE, warehouseFile.toAbsolutePath());
        ensureWarehouse(access);
        return access;
    }

    private String ensureEnvironment(String project, String stage, String writeKey) {
        try {
            return client.environments()
                    .createEnvironment(CreateEnvironmentRequest.newBuilder()
                            .setProject(project)
                            .setStage(stage)
                            .setWriteKey(writeKey)
                            .build())
                    .getEnvironment()
                    .getName();
        } catch (StatusRuntimeException e) {
            return existing(project, stage, unlessThere(e));
        }
    }

    private String existing(String project, String stage, StatusRuntimeException refusal) {
        return client
                .environments()
                .listEnvironments(ListEnvironmentsRequest.getDefaultInstance())
                .getEnvironmentsList()
                .stream()
                .filter(each ->
                        each.getProject().equals(project) && each.getStage().equals(stage))
                .findAny()
                .orElseThrow(() -> refusal)
                .getName();
    }

    private void ensureWarehouse(EnvironmentAccess access) {
        try {
            client.warehouses()
                    .createWarehouse(CreateWarehouseRequest.newBuilder()
                            .setEnvironment(access.environment())
                            .setName(access.warehouse())
                            .setDuckdb(DuckDbTarget.newBuilder()
                                    .setPath(access.warehouseFile().toString()))
                            .build());
        } catch (StatusRuntimeException e) {
            unlessThere(e);
        }
    }

    private static StatusRuntimeException unlessThere(StatusRuntimeException refusal) {
        if (refusal.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
            throw refusal;
        }
        return refusal;
    }
}
