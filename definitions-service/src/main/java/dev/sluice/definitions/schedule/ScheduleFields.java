package dev.sluice.definitions.schedule;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.sluice.definitions.v1.MoreOften;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.errors.Failure;
import java.util.TreeSet;

/** The rules for what a schedule says. */
final class ScheduleFields {

    private static final Duration LONGEST_JITTER = Durations.fromHours(1);
    private static final int MOST_EVENTS = 100;
    private static final TickFields OF_ALL_TABLES = new TickFields("");
    private static final TickFields OF_CHOSEN_TABLES = new TickFields("more_often.");

    private ScheduleFields() {}

    /** What the request asks for, with nothing left out that has a default; it says not of which warehouse. */
    static Schedule check(SetScheduleRequest request) {
        var schedule = Schedule.newBuilder();
        switch (request.getTicksCase()) {
            case INTERVAL -> schedule.setInterval(OF_ALL_TABLES.interval(request.getInterval()));
            case CRON -> schedule.setCron(OF_ALL_TABLES.cron(request.getCron()));
            case TICKS_NOT_SET -> throw OF_ALL_TABLES.missing();
        }
        if (request.hasMoreOften()) {
            schedule.setMoreOften(moreOften(request.getMoreOften()));
        }
        return schedule.setJitter(jitter(request)).build();
    }

    /** The events in an order of ours: in another one they are the same schedule. */
    private static MoreOften moreOften(MoreOften asked) {
        var moreOften = MoreOften.newBuilder();
        switch (asked.getTicksCase()) {
            case INTERVAL -> moreOften.setInterval(OF_CHOSEN_TABLES.interval(asked.getInterval()));
            case CRON -> moreOften.setCron(OF_CHOSEN_TABLES.cron(asked.getCron()));
            case TICKS_NOT_SET -> throw OF_CHOSEN_TABLES.missing();
        }
        var events = new TreeSet<>(asked.getEventDefinitionIdsList());
        if (events.isEmpty() || events.size() > MOST_EVENTS || events.size() < asked.getEventDefinitionIdsCount()) {
            throw new Failure.Invalid("more_often.event_definition_ids", "must be 1 to 100 ids, each once");
        }
        return moreOften.addAllEventDefinitionIds(events).build();
    }

    private static Duration jitter(SetScheduleRequest request) {
        var jitter = request.getJitter();
        if (!TickFields.isUpTo(LONGEST_JITTER, jitter)) {
            throw new Failure.Invalid("jitter", "must be 0 to an hour");
        }
        var moreOften = request.getMoreOften();
        if (request.hasInterval() && !isShorter(jitter, request.getInterval().getEvery())
                || moreOften.hasInterval()
                        && !isShorter(jitter, moreOften.getInterval().getEvery())) {
            throw new Failure.Invalid("jitter", "must be shorter than each interval");
        }
        return jitter;
    }

    private static boolean isShorter(Duration one, Duration other) {
        return Durations.compare(one, other) < 0;
    }
}
