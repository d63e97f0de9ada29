package dev.sluice.worker.run;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.verify.Verification;
import java.util.List;
import java.util.Optional;

/** How a run ended. */
sealed interface Outcome {

    /** Of a run that goes without the tables that it left out. */
    static Outcome of(Applied applied, LeftOut leftOut) {
        return leftOut.isEmpty() ? applied : new Partial(applied, leftOut.list());
    }

    /** Whether tables are left to a run beside this one. */
    default boolean leavesFills() {
        return switch (this) {
            case Applied(var _, var fillsLeft) -> fillsLeft;
            case Partial(Applied(var _, var fillsLeft), var _) -> fillsLeft;
            case Verified(var _, var repair) ->
                repair.filter(Outcome::leavesFills).isPresent();
            case UpToDate _, Failed _, Cancelled _ -> false;
        };
    }

    /** Nothing had changed; the warehouse was not touched. */
    record UpToDate(long revision) implements Outcome {}

    /** @param fillsLeft tables are left to a run beside this one */
    record Applied(Plan plan, boolean fillsLeft) implements Outcome {}

    /** As applied, but for some tables, which stand as before; also where it was only looked whether anything is new. */
    record Partial(Applied applied, List<TableFailure> leftOut) implements Outcome {
        public Partial {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** @param repair how the run that repairs ended; empty where nothing was to be repaired */
    record Verified(Verification found, Optional<Outcome> repair) implements Outcome {}

    /** Somebody asked for it; the warehouse stands as before. */
    record Cancelled() implements Outcome {}

    /** The warehouse stands as before. @param table where one table is to blame */
    record Failed(ErrorReason reason, String message, Optional<String> table) implements Outcome {}
}
