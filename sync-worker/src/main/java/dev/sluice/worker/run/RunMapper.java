package dev.sluice.worker.run;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.sync.v1.ReviewFinding;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunFailure;
import dev.sluice.sync.v1.RunKind;
import dev.sluice.sync.v1.RunStage;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.WatchRunResponse;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.PlanReview;
import dev.sluice.worker.plan.PlannedChange;
import java.util.List;
import java.util.Objects;

/** Turns runs and plans into the contract's messages. */
final class RunMapper {

    private RunMapper() {}

    /** With what each table took, which is too much for a list. */
    static Run detailed(RunRecord run) {
        return run.cost == null
                ? run(run)
                : run(run).toBuilder().setCost(CostMapper.cost(run.cost)).build();
    }

    static Run run(RunRecord run) {
        var message = Run.newBuilder()
                .setId(run.id.toString())
                .setEnvironment(run.environment)
                .setWarehouse(run.warehouse)
                .setKind(kind(run.kind))
                .setState(state(run.state))
                .setStartedAt(Timestamps.of(run.startedAt))
                .setLandedEvents(run.landedEvents)
                .setSnapshotRevision(run.snapshotRevision)
                .setAppliedChanges(run.appliedChanges)
                .addAllOnlyEventDefinitionIds(run.scope().onlyEvents());
        if (run.startedBy != null) {
            message.setStartedBy(origin(run.startedBy));
        }
        if (run.fillRunId != null) {
            message.setFillRunId(run.fillRunId.toString());
        }
        if (run.endedAt != null) {
            message.setEndedAt(Timestamps.of(run.endedAt));
        }
        if (run.failureReason != null) {
            message.setFailure(RunFailure.newBuilder()
                    .setReason(ErrorReason.valueOf(run.failureReason))
                    .setMessage(run.failureMessage)
                    .setTable(Objects.requireNonNullElse(run.failureTable, "")));
        }
        if (run.cost != null) {
            message.setCost(CostMapper.cost(run.cost).toBuilder().clearTables());
        }
        if (run.tableFailures != null) {
            merge(run.tableFailures, message);
        }
        return message.build();
    }

    /** As the part of a run that it is. */
    static String failuresJson(List<TableFailure> failures) {
        return json(Run.newBuilder()
                .addAllTableFailures(failures.stream().map(RunMapper::failure).toList())
                .build());
    }

    private static RunFailure failure(TableFailure failure) {
        return RunFailure.newBuilder()
                .setReason(failure.reason())
                .setMessage(failure.message())
                .setTable(failure.table())
                .build();
    }

    static WatchRunResponse watched(RunRecord run) {
        return WatchRunResponse.newBuilder()
                .setRun(run(run))
                .setStage(stage(run.stage))
                .setMessage(run.message)
                .setDone(run.done)
                .setTotal(run.total)
                .build();
    }

    static dev.sluice.sync.v1.Plan plan(SyncRun.Planned planned) {
        var plan = plan(planned.plan());
        long statements = plan.getChangesList().stream()
                .mapToLong(change -> change.getSqlCount())
                .sum();
        return plan.toBuilder()
                .setEstimatedStatements(planned.cost().statements() + statements)
                .setEstimatedRowsWritten(planned.plan().writtenRows())
                .setEstimatedStagedBytes(planned.cost().stagedBytes())
                .addAllLeftOut(planned.leftOut().list().stream()
                        .map(RunMapper::failure)
                        .toList())
                .build();
    }

    static dev.sluice.sync.v1.Plan plan(Plan plan) {
        var message = dev.sluice.sync.v1.Plan.newBuilder()
                .setSnapshotRevision(plan.revision())
                .setNewEvents(plan.landedEvents());
        plan.changes().forEach(change -> message.addChanges(change(change)));
        return message.build();
    }

    private static dev.sluice.sync.v1.PlannedChange change(PlannedChange change) {
        var message = dev.sluice.sync.v1.PlannedChange.newBuilder()
                .setKind(change.kind())
                .setTable(change.table().orElse(""))
                .setSentence(change.sentence())
                .addAllSql(change.sql());
        change.rows().ifPresent(message::setEstimatedRows);
        change.findings().forEach(finding -> message.addFindings(finding(finding)));
        return message.build();
    }

    /** The codes have the same names on both sides. */
    private static ReviewFinding finding(PlanReview.Finding finding) {
        var message = ReviewFinding.newBuilder()
                .setCode(dev.sluice.sync.v1.ReviewCode.valueOf(
                        "REVIEW_CODE_" + finding.code().name()));
        finding.rows().ifPresent(message::setRows);
        return message.build();
    }

    static String planJson(Plan plan) {
        return json(plan(plan));
    }

    static String json(MessageOrBuilder message) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message that has no JSON form", e);
        }
    }

    static dev.sluice.sync.v1.Plan plan(String json) {
        var plan = dev.sluice.sync.v1.Plan.newBuilder();
        merge(json, plan);
        return plan.build();
    }

    static void merge(String json, Message.Builder message) {
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(json, message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a kept message that is none", e);
        }
    }

    private static RunKind kind(RunRecord.Kind kind) {
        return switch (kind) {
            case SYNC -> RunKind.RUN_KIND_SYNC;
            case FILL -> RunKind.RUN_KIND_FILL;
            case BACKFILL -> RunKind.RUN_KIND_BACKFILL;
            case VERIFY -> RunKind.RUN_KIND_VERIFY;
        };
    }

    private static dev.sluice.sync.v1.RunOrigin origin(RunOrigin origin) {
        return switch (origin) {
            case REQUEST -> dev.sluice.sync.v1.RunOrigin.RUN_ORIGIN_REQUEST;
            case SCHEDULE -> dev.sluice.sync.v1.RunOrigin.RUN_ORIGIN_SCHEDULE;
            case RETRY -> dev.sluice.sync.v1.RunOrigin.RUN_ORIGIN_RETRY;
            case JOB -> dev.sluice.sync.v1.RunOrigin.RUN_ORIGIN_JOB;
            case DELETION -> dev.sluice.sync.v1.RunOrigin.RUN_ORIGIN_DELETION;
            case RUN -> dev.sluice.sync.v1.RunOrigin.RUN_ORIGIN_RUN;
        };
    }

    private static RunState state(RunRecord.State state) {
        return switch (state) {
            case QUEUED -> RunState.RUN_STATE_QUEUED;
            case RUNNING -> RunState.RUN_STATE_RUNNING;
            case SUCCEEDED -> RunState.RUN_STATE_SUCCEEDED;
            case PARTIAL -> RunState.RUN_STATE_PARTIAL;
            case FAILED -> RunState.RUN_STATE_FAILED;
            case CANCELLED -> RunState.RUN_STATE_CANCELLED;
        };
    }

    private static RunStage stage(RunRecord.Stage stage) {
        return switch (stage) {
            case LANDING -> RunStage.RUN_STAGE_LANDING;
            case PLANNING -> RunStage.RUN_STAGE_PLANNING;
            case APPLYING -> RunStage.RUN_STAGE_APPLYING;
            case PUBLISHING -> RunStage.RUN_STAGE_PUBLISHING;
            case FILLING -> RunStage.RUN_STAGE_FILLING;
            case VERIFYING -> RunStage.RUN_STAGE_VERIFYING;
            case DONE -> RunStage.RUN_STAGE_DONE;
        };
    }
}
