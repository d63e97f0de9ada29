package dev.sluice.worker.schedule;

import dev.sluice.definitions.v1.ListSchedulesRequest;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.SchedulesServiceGrpc.SchedulesServiceBlockingStub;
import dev.sluice.remote.RemoteService;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks definitions-service for the schedules of all warehouses. */
@ApplicationScoped
class RegisteredSchedules {

    private static final RemoteService DEFINITIONS = new RemoteService("definitions-service");

    private final SchedulesServiceBlockingStub schedules;

    RegisteredSchedules(@GrpcClient("definitions") SchedulesServiceBlockingStub schedules) {
        this.schedules = schedules;
    }

    List<Schedule> all() {
        var request = ListSchedulesRequest.getDefaultInstance();
        return DEFINITIONS.ask(() -> schedules.listSchedules(request)).getSchedulesList();
    }
}
