package dev.sluice.worker.capture.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.worker.capture.CaptureReport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a client that sent calls as JSON is told, as clients of the Segment specification expect it.
 *
 * @param reason why the request as a whole was refused, with field and message; otherwise null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaptureAnswer(
        boolean success,
        int accepted,
        int repeated,
        List<RefusedItem> refused,
        String reason,
        String field,
        String message) {

    /** An item that was not taken, from 0. */
    @RegisterForReflection
    public record RefusedItem(int index, String reason, String field, String message) {}

    public static CaptureAnswer of(CaptureReport report) {
        var refused = report.refused().stream().map(CaptureAnswer::item).toList();
        return new CaptureAnswer(!report.allRefused(), report.accepted(), report.repeated(), refused, null, null, null);
    }

    /** The answer to a request that failed as a whole. */
    public static CaptureAnswer of(Failure failure) {
        return new CaptureAnswer(
                false,
                0,
                0,
                List.of(),
                GrpcStatuses.name(failure.reason()),
                failure.field().isEmpty() ? null : failure.field(),
                failure.getMessage());
    }

    private static RefusedItem item(CaptureReport.RefusedCall call) {
        var refusal = call.refusal();
        return new RefusedItem(call.index(), GrpcStatuses.name(refusal.reason()), refusal.field(), refusal.message());
    }
}
