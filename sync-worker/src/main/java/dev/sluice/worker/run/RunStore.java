package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.plan.Plan;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keeps runs. */
@ApplicationScoped
class RunStore {

    /** Starts the record of a run; a run of before that still seems to go on has lost its lease, so it died. */
    @Transactional
    public RunRecord begin(UUID id, String environment, String warehouse) {
        RunRecord.<RunRecord>stream(
                        "environment = ?1 and warehouse = ?2 and state = ?3",
                        environment,
                        warehouse,
                        RunRecord.State.RUNNING)
                .forEach(dead -> fail(dead, ErrorReason.ERROR_REASON_INTERNAL, "the worker of this run died", null));
        var run = new RunRecord();
        run.id = id;
        run.environment = environment;
        run.warehouse = warehouse;
        run.state = RunRecord.State.RUNNING;
        run.stage = RunRecord.Stage.LANDING;
        run.message = "Looking for what is new";
        run.startedAt = Instant.now();
        run.persist();
        return run;
    }

    @Transactional
    public void progress(UUID id, RunRecord.Stage stage, String message, long done, long total) {
        RunRecord run = RunRecord.findById(id);
        run.stage = stage;
        run.message = message;
        run.done = done;
        run.total = total;
    }

    @Transactional
    public void end(UUID id, Outcome outcome) {
        RunRecord run = RunRecord.findById(id);
        switch (outcome) {
            case Outcome.UpToDate(var revision) -> succeed(run, "Nothing had changed", revision);
            case Outcome.Applied(var plan) -> applied(run, plan);
            case Outcome.Failed(var reason, var message, var table) -> fail(run, reason, message, table.orElse(null));
        }
    }

    private static void applied(RunRecord run, Plan plan) {
        run.landedEvents = plan.landedEvents();
        run.appliedChanges = plan.changes().size();
        run.plan = RunMapper.planJson(plan);
        run.done = run.appliedChanges;
        run.total = run.appliedChanges;
        succeed(run, plan.isEmpty() ? "Nothing had to change" : "The warehouse is up to date", plan.revision());
    }

    private static void succeed(RunRecord run, String message, long revision) {
        run.state = RunRecord.State.SUCCEEDED;
        run.snapshotRevision = revision;
        close(run, message);
    }

    private static void fail(RunRecord run, ErrorReason reason, String message, String table) {
        run.state = RunRecord.State.FAILED;
        run.failureReason = reason.name();
        run.failureMessage = message;
        run.failureTable = table;
        close(run, message);
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
