package dev.sluice.worker.run;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Has every line that a thread logs during a run say of which run it is. In JSON these are fields of {@code mdc}: {@code
 * run}, {@code kind}, {@code environment}, {@code warehouse}, and at its end {@code outcome}.
 */
final class RunLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RunLog.class);
    private static final String OUTCOME = "outcome";

    private RunLog(RunRecord run) {
        MDC.put("run", run.id);
        MDC.put("kind", run.kind);
        MDC.put("environment", run.environment);
        MDC.put("warehouse", run.warehouse);
    }

    /** Until it is closed, by the same thread. */
    static RunLog of(RunRecord run) {
        return new RunLog(run);
    }

    static void ended(RunRecord run, Outcome outcome) {
        var name = outcome.getClass().getSimpleName();
        MDC.put(OUTCOME, name);
        LOG.infof(
                "Run ended: run=%s kind=%s environment=%s warehouse=%s outcome=%s",
                run.id, run.kind, run.environment, run.warehouse, name);
        MDC.remove(OUTCOME);
    }

    @Override
    public void close() {
        MDC.remove("run");
        MDC.remove("kind");
        MDC.remove("environment");
        MDC.remove("warehouse");
    }
}
