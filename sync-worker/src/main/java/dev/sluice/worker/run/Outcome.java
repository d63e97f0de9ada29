package dev.sluice.worker.run;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.plan.Plan;
import java.util.Optional;

/** How a run ended. */
sealed interface Outcome {

    /** Nothing had changed; the warehouse was not touched. */
    record UpToDate(long revision) implements Outcome {}

    /** @param fillsLeft tables are left to a run beside this one */
    record Applied(Plan plan, boolean fillsLeft) implements Outcome {}

    /** The warehouse stands as before. @param table where one table is to blame */
    record Failed(ErrorReason reason, String message, Optional<String> table) implements Outcome {}
}
