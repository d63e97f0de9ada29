package dev.sluice.local.code;

import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.SetScheduleRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schedules of warehouses, compared with what they are to be. */
final class SchedulePlanning {

    private SchedulePlanning() {}

    static List<Step> steps(Wanted wanted, Present present, EventIds ids) {
        var steps = new ArrayList<Step>();
        wanted.warehouses().forEach((warehouse, wish) -> {
            if (wish.schedule() != null) {
                var request = Wrong.at(
                        "warehouses.%s.schedule".formatted(warehouse),
                        () -> WrittenSchedule.request(wish.schedule(), ids::of));
                step(
                                warehouse,
                                wish.schedule(),
                                request,
                                Optional.ofNullable(present.schedules().get(warehouse)))
                        .ifPresent(steps::add);
            }
        });
        return steps;
    }

    private static Optional<Step> step(
            String warehouse, Wanted.Schedule wish, SetScheduleRequest.Builder request, Optional<Schedule> there) {
        boolean set = there.filter(each -> same(each, request)).isEmpty();
        boolean isPaused = there.map(Schedule::getPaused).orElse(false);
        var paused = Optional.of(wish.paused()).filter(each -> each != isPaused);
        return set || paused.isPresent()
                ? Optional.of(new Step.Schedule(warehouse, wish, set, paused))
                : Optional.empty();
    }

    private static boolean same(Schedule there, SetScheduleRequest.Builder request) {
        return there.getInterval().equals(request.getInterval())
                && there.getCron().equals(request.getCron())
                && there.getJitter().equals(request.getJitter())
                && there.getMoreOften().equals(request.getMoreOften());
    }
}
