package dev.sluice.local.schedule;

import dev.sluice.definitions.v1.GetScheduleRequest;
import dev.sluice.definitions.v1.GetScheduleResponse;
import dev.sluice.definitions.v1.PauseScheduleRequest;
import dev.sluice.definitions.v1.RemoveScheduleRequest;
import dev.sluice.definitions.v1.ResumeScheduleRequest;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.definitions.v1.SetScheduleResponse;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;

/** The schedule of one warehouse. */
public final class Schedules {

    private final SluiceClient client;
    private final EnvironmentAccess access;

    public Schedules(SluiceClient client, EnvironmentAccess access) {
        this.client = client;
        this.access = access;
    }

    public SetScheduleResponse set(SetScheduleRequest.Builder request) {
        return client.schedules()
                .setSchedule(request.setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .build());
    }

    GetScheduleResponse get() {
        return client.schedules()
                .getSchedule(GetScheduleRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .build());
    }

    void pause() {
        client.schedules()
                .pauseSchedule(PauseScheduleRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .build());
    }

    void resume() {
        client.schedules()
                .resumeSchedule(ResumeScheduleRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .build());
    }

    public void remove() {
        client.schedules()
                .removeSchedule(RemoveScheduleRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .build());
    }
}
