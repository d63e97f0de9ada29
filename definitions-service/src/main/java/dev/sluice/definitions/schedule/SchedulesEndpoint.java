package dev.sluice.definitions.schedule;

import com.google.protobuf.Timestamp;
import dev.sluice.definitions.v1.GetScheduleRequest;
import dev.sluice.definitions.v1.GetScheduleResponse;
import dev.sluice.definitions.v1.ListSchedulesRequest;
import dev.sluice.definitions.v1.ListSchedulesResponse;
import dev.sluice.definitions.v1.PauseScheduleRequest;
import dev.sluice.definitions.v1.PauseScheduleResponse;
import dev.sluice.definitions.v1.RemoveScheduleRequest;
import dev.sluice.definitions.v1.RemoveScheduleResponse;
import dev.sluice.definitions.v1.ResumeScheduleRequest;
import dev.sluice.definitions.v1.ResumeScheduleResponse;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.SchedulesService;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.definitions.v1.SetScheduleResponse;
import dev.sluice.definitions.wire.Times;
import dev.sluice.rpc.OnVirtualThread;
import dev.sluice.schedules.Timetable;
import dev.sluice.wire.Timestamps;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Answers the calls about schedules. */
@GrpcService
@OnVirtualThread
class SchedulesEndpoint implements SchedulesService {

    private static final int SHOWN_RUNS = 5;

    private final Schedules schedules;

    SchedulesEndpoint(Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public Uni<SetScheduleResponse> setSchedule(SetScheduleRequest request) {
        var definition = ScheduleFields.check(request);
        var schedule = request.getValidateOnly()
                ? schedules.rehearse(request.getEnvironment(), request.getWarehouse(), definition)
                : schedules.set(request.getEnvironment(), request.getWarehouse(), definition);
        return Uni.createFrom()
                .item(SetScheduleResponse.newBuilder()
                        .setSchedule(schedule)
                        .addAllNextRuns(nextRuns(schedule))
                        .build());
    }

    @Override
    public Uni<GetScheduleResponse> getSchedule(GetScheduleRequest request) {
        var schedule = schedules.get(request.getEnvironment(), request.getWarehouse());
        return Uni.createFrom()
                .item(GetScheduleResponse.newBuilder()
                        .setSchedule(schedule)
                        .addAllNextRuns(nextRuns(schedule))
                        .build());
    }

    private static List<Timestamp> nextRuns(Schedule schedule) {
        return schedule.getPaused()
                ? List.of()
                : Timetable.of(schedule)
                        .upcoming(Times.toInstant("since", schedule.getSince()), Times.now(), SHOWN_RUNS)
                        .stream()
                        .map(Timestamps::of)
                        .toList();
    }

    @Override
    public Uni<ListSchedulesResponse> listSchedules(ListSchedulesRequest request) {
        return Uni.createFrom()
                .item(ListSchedulesResponse.newBuilder()
                        .addAllSchedules(schedules.list(request.getEnvironment()))
                        .build());
    }

    @Override
    public Uni<PauseScheduleResponse> pauseSchedule(PauseScheduleRequest request) {
        var schedule = schedules.pause(request.getEnvironment(), request.getWarehouse());
        return Uni.createFrom()
                .item(PauseScheduleResponse.newBuilder().setSchedule(schedule).build());
    }

    @Override
    public Uni<ResumeScheduleResponse> resumeSchedule(ResumeScheduleRequest request) {
        var schedule = schedules.resume(request.getEnvironment(), request.getWarehouse());
        return Uni.createFrom()
                .item(ResumeScheduleResponse.newBuilder().setSchedule(schedule).build());
    }

    @Override
    public Uni<RemoveScheduleResponse> removeSchedule(RemoveScheduleRequest request) {
        schedules.remove(request.getEnvironment(), request.getWarehouse());
        return Uni.createFrom().item(RemoveScheduleResponse.getDefaultInstance());
    }
}
