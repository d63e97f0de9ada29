package dev.sluice.local.sync;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunCost;
import dev.sluice.sync.v1.RunFailure;
import dev.sluice.sync.v1.RunOrigin;
import dev.sluice.wire.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** The fields of a run as a person reads them. */
final class RunText {

    private static final String KIND_PREFIX = "RUN_KIND_";
    private static final String ORIGIN_PREFIX = "RUN_ORIGIN_";
    private static final String STATE_PREFIX = "RUN_STATE_";

    private RunText() {}

    /** With how many events' tables a run was over, where these were chosen. */
    static String kind(Run run) {
        var kind = run.getKind().name().substring(KIND_PREFIX.length()).toLowerCase(Locale.ROOT);
        int chosen = run.getOnlyEventDefinitionIdsCount();
        return chosen == 0 ? kind : "%s of %d event%s".formatted(kind, chosen, chosen == 1 ? "" : "s");
    }

    /** Empty where that was not kept yet. */
    static String startedBy(Run run) {
        return run.getStartedBy() == RunOrigin.RUN_ORIGIN_UNSPECIFIED
                ? ""
                : run.getStartedBy().name().substring(ORIGIN_PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    static String state(Run run) {
        return run.getState().name().substring(STATE_PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    static Instant started(Run run) {
        return Timestamps.instant(run.getStartedAt());
    }

    static Duration took(Run run) {
        return run.hasEndedAt() ? Duration.between(started(run), Timestamps.instant(run.getEndedAt())) : Duration.ZERO;
    }

    /** Of the run as a whole, or of each table that it left out. */
    static String failure(Run run) {
        return run.hasFailure()
                ? failure(run.getFailure())
                : run.getTableFailuresList().stream().map(RunText::failure).collect(Collectors.joining("; "));
    }

    static String failure(RunFailure failure) {
        var table = failure.getTable().isEmpty() ? "" : failure.getTable() + ": ";
        return "%s%s (%s)".formatted(table, failure.getMessage(), GrpcStatuses.name(failure.getReason()));
    }

    static String cost(RunCost cost) {
        return "%,d statements, %,d rows written, %,d bytes staged."
                .formatted(cost.getStatements(), cost.getRowsWritten(), cost.getStagedBytes());
    }
}
