package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the events that somebody wants a run to be over: such as are, or once were, synced to its warehouse. */
@ApplicationScoped
class ChosenEvents {

    private static final int MOST = 100;

    private final Snapshots snapshots;

    ChosenEvents(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * @param ids empty for all events
     * @throws Failure.Invalid where they are too many or not each there once
     * @throws Failure.NotFound with EVENT_DEFINITION_NOT_FOUND
     */
    RunScope ofIds(String environment, String warehouse, List<Long> ids) {
        if (ids.size() > MOST) {
            throw new Failure.Invalid("only_event_definition_ids", "must be at most 100");
        }
        if (Set.copyOf(ids).size() < ids.size()) {
            throw new Failure.Invalid("only_event_definition_ids", "must have each id once");
        }
        return of(environment, warehouse, ids, id -> event -> event.definitionId() == id);
    }

    /** @throws Failure.NotFound as {@link #ofIds} */
    RunScope ofNames(String environment, String warehouse, List<String> names) {
        return of(environment, warehouse, names, name -> event -> event.name().equals(name));
    }

    private <T> RunScope of(
            String environment, String warehouse, List<T> wanted, Function<T, Predicate<EventTable>> isIt) {
        if (wanted.isEmpty()) {
            return RunScope.EVERYTHING;
        }
        var known = snapshots.read(environment, warehouse, List.of()).desired().events();
        var ids = new HashSet<Long>();
        for (var one : wanted) {
            ids.add(known.stream()
                    .filter(isIt.apply(one))
                    .findFirst()
                    .orElseThrow(() -> new Failure.NotFound(
                            ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND,
                            "no event %s was ever synced to %s of %s".formatted(one, warehouse, environment)))
                    .definitionId());
        }
        return new RunScope(ids);
    }
}
