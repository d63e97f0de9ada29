package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.run.RunRecord.Kind;
import dev.sluice.worker.run.RunRecord.State;
import dev.sluice.worker.warehouse.Meter;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Keeps runs. */
@ApplicationScoped
class RunStore {

    private final RunConfig config;

    RunStore(RunConfig config) {
        this.config = config;
    }

    /**
     * Starts the record of a run that has its warehouse reserved. Runs of before that still seem to go on have lost what
     * they held, and those that have waited too long wait no more: they died.
     *
     * @throws Claim.Taken when another run was started for the same
     */
    @Transactional
    public RunRecord begin(NewRun asked) {
        RunRecord.<RunRecord>stream(
                        "environment = ?1 and warehouse = ?2 and id <> ?3"
                                + " and (state = ?4 and kind in ?5 or state = ?6 and startedAt < ?7)",
                        asked.environment(),
                        asked.warehouse(),
                        asked.id(),
                        State.RUNNING,
                        exclusiveWith(asked.kind()),
                        State.QUEUED,
                        Instant.now().minus(config.longestWait()))
                .forEach(RunStore::died);
        RunRecord queued = RunRecord.findById(asked.id());
        var run = queued == null ? newRun(asked) : queued;
        run.state = State.RUNNING;
        run.message = "Looking for what is new";
        run.persist();
        return run;
    }

    /** Ends the record of a run whose worker died. @return false when it has ended */
    @Transactional
    public boolean endDead(UUID id) {
        RunRecord run = RunRecord.findById(id);
        boolean goesOn = !run.hasEnded();
        if (goesOn) {
            died(run);
        }
        return goesOn;
    }

    private static void died(RunRecord run) {
        fail(run, ErrorReason.ERROR_REASON_RUN_INTERRUPTED, "the worker of this run died", null);
    }

    /** A fill lets other runs go ahead of it, but no second fill. */
    private static List<Kind> exclusiveWith(Kind kind) {
        return switch (kind) {
            case FILL -> List.of(Kind.FILL);
            case SYNC, BACKFILL, VERIFY -> List.of(Kind.SYNC, Kind.BACKFILL, Kind.VERIFY);
        };
    }

    /** Starts the record of a run that waits for its warehouse. @throws Claim.Taken as {@link #begin} */
    @Transactional
    public RunRecord queue(NewRun asked) {
        var run = newRun(asked);
        run.state = State.QUEUED;
        run.message = "Waiting for a slice of a fill to end";
        run.persist();
        return run;
    }

    private static RunRecord newRun(NewRun asked) {
        if (!asked.claim().take(asked.id())) {
            throw new Claim.Taken();
        }
        var run = new RunRecord();
        run.id = asked.id();
        run.kind = asked.kind();
        run.startedBy = asked.origin();
        run.environment = asked.environment();
        run.warehouse = asked.warehouse();
        run.onlyEvents = asked.scope().isEverything()
                ? null
                : asked.scope().onlyEvents().stream().sorted().toArray(Long[]::new);
        run.stage = RunRecord.Stage.LANDING;
        run.startedAt = Instant.now();
        return run;
    }

    /** Whether somebody has waited for the warehouse for no longer than a living run would. */
    @Transactional
    public boolean isAwaited(String environment, String warehouse) {
        return RunRecord.count(
                        "environment = ?1 and warehouse = ?2 and state = ?3 and startedAt > ?4",
                        environment,
                        warehouse,
                        State.QUEUED,
                        Instant.now().minus(config.longestWait()))
                > 0;
    }

    /** Whether it lets go of its warehouse again and again, as a fill does, or for good in a moment, as one that has ended. */
    @Transactional
    public boolean letsGoSoon(UUID id) {
        return RunRecord.count("id = ?1 and (kind = ?2 or endedAt is not null)", id, Kind.FILL) > 0;
    }

    /** @return whether somebody has asked the run to stop */
    @Transactional
    public boolean progress(UUID id, RunRecord.Stage stage, String message, long done, long total) {
        RunRecord run = RunRecord.findById(id);
        run.stage = stage;
        run.message = message;
        run.done = done;
        run.total = total;
        return run.cancelRequestedAt != null;
    }

    /** Has a run stop at its next step. @throws Failure.Precondition with WRONG_STATE when it has ended */
    @Transactional
    public RunRecord cancel(String id) {
        var run = find(id);
        if (run.hasEnded()) {
            throw new Failure.Precondition(ErrorReason.ERROR_REASON_WRONG_STATE, "the run has ended");
        }
        if (run.cancelRequestedAt == null) {
            run.cancelRequestedAt = Instant.now();
            run.message = "Stopping, as somebody asked for it";
        }
        return run;
    }

    /** @throws RunCancelled when somebody has asked it to stop */
    @Transactional
    public void refuseCancelled(UUID id) {
        if (isCancelled(id)) {
            throw new RunCancelled();
        }
    }

    /** Whether somebody has asked it to stop. */
    @Transactional
    public boolean isCancelled(UUID id) {
        return RunRecord.count("id = ?1 and cancelRequestedAt is not null", id) > 0;
    }

    @Transactional
    public void end(UUID id, Outcome outcome, Optional<UUID> fill, Meter.Cost cost) {
        RunRecord run = RunRecord.findById(id);
        run.cost = CostMapper.json(cost);
        run.fillRunId = fill.orElse(null);
        end(run, outcome);
    }

    private static void end(RunRecord run, Outcome outcome) {
        switch (outcome) {
            case Outcome.UpToDate(var revision) -> succeed(run, "Nothing had changed", revision);
            case Outcome.Applied(var plan, var _) -> applied(run, plan);
            case Outcome.Partial(var applied, var leftOut) -> partial(run, applied.plan(), leftOut);
            case Outcome.Verified verified -> verified(run, verified);
            case Outcome.Cancelled() -> cancelled(run);
            case Outcome.Failed(var reason, var message, var table) -> fail(run, reason, message, table.orElse(null));
        }
    }

    private static void applied(RunRecord run, Plan plan) {
        recordPlan(run, plan);
        succeed(run, plan.isEmpty() ? "Nothing had to change" : "The warehouse is up to date", plan.revision());
    }

    private static void verified(RunRecord run, Outcome.Verified verified) {
        run.verification = VerificationMapper.json(verified);
        verified.repair()
                .ifPresentOrElse(
                        repair -> end(run, repair),
                        () -> succeed(
                                run,
                                VerificationMapper.sentence(verified.found()),
                                verified.found().revision()));
    }

    private static void partial(RunRecord run, Plan plan, List<TableFailure> leftOut) {
        recordPlan(run, plan);
        run.tableFailures = RunMapper.failuresJson(leftOut);
        run.state = State.PARTIAL;
        run.snapshotRevision = plan.revision();
        close(
                run,
                "All is up to date but "
                        + leftOut.stream().map(TableFailure::table).collect(Collectors.joining(", ")));
    }

    private static void recordPlan(RunRecord run, Plan plan) {
        run.landedEvents = plan.landedEvents();
        run.appliedChanges = plan.changes().size();
        run.plan = RunMapper.planJson(plan);
        run.done = run.appliedChanges;
        run.total = run.appliedChanges;
    }

    private static void succeed(RunRecord run, String message, long revision) {
        run.state = State.SUCCEEDED;
        run.snapshotRevision = revision;
        close(run, message);
    }

    private static void fail(RunRecord run, ErrorReason reason, String message, String table) {
        run.state = State.FAILED;
        run.failureReason = reason.name();
        run.failureMessage = message;
        run.failureTable = table;
        close(run, message);
    }

    private static void cancelled(RunRecord run) {
        run.state = State.CANCELLED;
        close(run, "Cancelled; the warehouse stands as before");
    }

    private static void close(RunRecord run, String message) {
        run.stage = RunRecord.Stage.DONE;
        run.message = message;
        run.endedAt = Instant.now();
    }

    /** @throws Failure.NotFound with RUN_NOT_FOUND */
    @Transactional
    public RunRecord find(String id) {
        RunRecord run = null;
        try {
            run = RunRecord.findById(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            throw new Failure.Invalid("run_id", "must be the id of a run, a UUID");
        }
        if (run == null) {
            throw new Failure.NotFound(ErrorReason.ERROR_REASON_RUN_NOT_FOUND, "there is no run " + id);
        }
        return run;
    }

    /** Newest first. @param environment empty for all, like the warehouse */
    @Transactional
    public List<RunRecord> list(String environment, String warehouse, int size) {
        var conditions = new ArrayList<String>(List.of("1 = 1"));
        var values = new ArrayList<>();
        if (!environment.isEmpty()) {
            values.add(environment);
            conditions.add("environment = ?" + values.size());
        }
        if (!warehouse.isEmpty()) {
            values.add(warehouse);
            conditions.add("warehouse = ?" + values.size());
        }
        return RunRecord.<RunRecord>find(
                        String.join(" and ", conditions) + " order by startedAt desc, id", values.toArray())
                .page(Page.ofSize(size))
                .list();
    }
}
