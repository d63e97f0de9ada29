package dev.sluice.worker.fakes;

import dev.sluice.definitions.v1.ListSchedulesRequest;
import dev.sluice.definitions.v1.ListSchedulesResponse;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.SchedulesServiceGrpc.SchedulesServiceImplBase;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** Lists the schedules that it was told, and can be away. */
public final class FakeSchedules extends SchedulesServiceImplBase {

    private volatile List<Schedule> schedules = List.of();
    private volatile boolean away;

    public void know(Schedule... all) {
        schedules = List.of(all);
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public void listSchedules(ListSchedulesRequest request, StreamObserver<ListSchedulesResponse> answer) {
        if (away) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        answer.onNext(
                ListSchedulesResponse.newBuilder().addAllSchedules(schedules).build());
        answer.onCompleted();
    }
}
