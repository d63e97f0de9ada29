package dev.sluice.worker.schedule;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.run.RunScope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** How schedules look in the database. */
final class KeptSchedule {

    private KeptSchedule() {}

    static String json(Schedule schedule) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(schedule);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a schedule that has no JSON form", e);
        }
    }

    private static Schedule schedule(String json) {
        try {
            var schedule = Schedule.newBuilder();
            JsonFormat.parser().ignoringUnknownFields().merge(json, schedule);
            return schedule.build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a kept schedule that is none", e);
        }
    }

    /**
     * @param row definition; done to, for all tables and for chosen ones; run, retries; that run's state, tables, reason and
     *     end; when tables are to be tried again
     */
    static ScheduledWarehouse read(Object[] row) {
        var run = Optional.ofNullable((UUID) row[3]);
        int retries = (Integer) row[4];
        return new ScheduledWarehouse(
                schedule((String) row[0]),
                new DoneTicks(Optional.ofNullable((Instant) row[1]), Optional.ofNullable((Instant) row[2])),
                run,
                retries,
                run.flatMap(id -> unfinished(id, retries, row)));
    }

    private static Optional<Unfinished> unfinished(UUID run, int retries, Object[] row) {
        var scope = row[6] == null ? RunScope.EVERYTHING : new RunScope(Set.of((Long[]) row[6]));
        var endedAt = (Instant) row[8];
        return switch ((String) row[5]) {
            case "FAILED" ->
                Optional.of(new Unfinished.Whole(run, scope, ErrorReason.valueOf((String) row[7]), endedAt, retries));
            case "PARTIAL" ->
                Optional.ofNullable((Instant) row[9]).map(retryAt -> new Unfinished.Tables(scope, endedAt, retryAt));
            case null, default -> Optional.empty();
        };
    }
}
