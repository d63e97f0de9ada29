package dev.sluice.local.sync;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.sync.v1.GetRunResponse;
import dev.sluice.sync.v1.Plan;
import dev.sluice.sync.v1.PlannedChange;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunFailure;
import dev.sluice.sync.v1.RunState;
import java.util.Locale;

/** Tells a person what a run would do, or has done. */
public final class PlanReport {

    private static final String CODE_PREFIX = "REVIEW_CODE_";

    private final Output output;

    public PlanReport(Output output) {
        this.output = output;
    }

    /** The sentence of each change, and with {@code withSql} the statements below it. */
    public void plan(Plan plan, boolean withSql) {
        plan.getLeftOutList().forEach(this::leftOut);
        if (plan.getChangesCount() == 0) {
            output.say("Up to date: a sync would change nothing.");
            return;
        }
        sentences(plan, withSql);
        output.say("About %,d statements, %,d rows written and %,d bytes staged."
                .formatted(
                        plan.getEstimatedStatements(), plan.getEstimatedRowsWritten(), plan.getEstimatedStagedBytes()));
    }

    private void leftOut(RunFailure failure) {
        output.say("Left out: " + RunText.failure(failure));
    }

    private void sentences(Plan plan, boolean withSql) {
        for (int index = 0; index < plan.getChangesCount(); index++) {
            var change = plan.getChanges(index);
            output.say("%3d. %s%s".formatted(index + 1, change.getSentence(), findings(change)));
            if (withSql) {
                change.getSqlList()
                        .forEach(sql -> output.say(sql.strip().indent(7).stripTrailing()));
            }
        }
    }

    /** The codes of the review, for those who look for what a plan takes away. */
    private static String findings(PlannedChange change) {
        var codes = change.getFindingsList().stream()
                .map(finding ->
                        finding.getCode().name().substring(CODE_PREFIX.length()).toLowerCase(Locale.ROOT))
                .toList();
        return codes.isEmpty() ? "" : " [" + String.join(", ", codes) + "]";
    }

    public void run(GetRunResponse ended) {
        sentences(ended.getPlan(), false);
        ended.getRun().getTableFailuresList().forEach(this::leftOut);
        output.say(outcome(ended.getRun()));
        if (ended.getRun().getCost().getStatements() > 0) {
            output.say(RunText.cost(ended.getRun().getCost()));
        }
    }

    public static int exitCode(Run run) {
        return switch (run.getState()) {
            case RUN_STATE_SUCCEEDED -> ExitCode.DONE;
            case RUN_STATE_PARTIAL -> ExitCode.PARTLY;
            default -> ExitCode.FAILED;
        };
    }

    private static String outcome(Run run) {
        if (run.getState() == RunState.RUN_STATE_SUCCEEDED && run.getAppliedChanges() == 0) {
            return "Up to date: nothing to change.";
        }
        var done = "%s %s: %,d raw events landed, %,d changes applied in %.1f s."
                .formatted(
                        RunText.kind(run),
                        RunText.state(run),
                        run.getLandedEvents(),
                        run.getAppliedChanges(),
                        RunText.took(run).toMillis() / 1e3);
        return run.hasFailure() ? done + " " + RunText.failure(run) : done;
    }
}
