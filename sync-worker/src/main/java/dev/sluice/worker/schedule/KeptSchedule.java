package dev.sluice.worker.schedule;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.errors.v1.ErrorReason;
import java.time.Instant;
import java.util.Optional;
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

    /** @param row definition, done to, run, retries; that run's state, reason and end; when tables are to be tried again */
    static ScheduledWarehouse read(Object[] row) {
        var run = Optional.ofNullable((UUID) row[2]);
        int retries = (Integer) row[3];
        return new ScheduledWarehouse(
                schedule((String) row[0]),
                Optional.ofNullable((Instant) row[1]),
                run,
                retries,
                run.flatMap(id -> unfinished(id, retries, row)));
    }

    private static Optional<Unfinished> unfinished(UUID run, int retries, Object[] row) {
        var endedAt = (Instant) row[6];
        return switch ((String) row[4]) {
            case "FAILED" ->
                Optional.of(new Unfinished.Everything(run, ErrorReason.valueOf((String) row[5]), endedAt, retries));
            case "PARTIAL" ->
                Optional.ofNullable((Instant) row[7]).map(retryAt -> new Unfinished.Tables(endedAt, retryAt));
            case null, default -> Optional.empty();
        };
    }
}
