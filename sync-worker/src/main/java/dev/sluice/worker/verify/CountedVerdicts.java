package dev.sluice.worker.verify;

import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/** Forgets the verdicts and memberships that are kept from run to run, and holds them against those given anew. */
final class CountedVerdicts {

    private static final String DEFINITIONS = "definitions_before";
    private static final String EVENTS = "counted_before";
    private static final String STATES = "states_before";

    private final Warehouse warehouse;
    private final Comparisons comparisons;

    CountedVerdicts(Warehouse warehouse, Comparisons comparisons) {
        this.warehouse = warehouse;
        this.comparisons = comparisons;
    }

    void forget() {
        warehouse.stage(DEFINITIONS, "SELECT * FROM " + definitions());
        warehouse.stage(EVENTS, "SELECT * FROM " + events());
        warehouse.stage(STATES, "SELECT * FROM " + warehouse.raw(Staging.SEGMENT_STATES));
        warehouse.execute("DELETE FROM " + definitions());
        warehouse.execute("DELETE FROM " + events());
    }

    /** @param segments whose members were found anew; others have edited conditions, or none that hold now */
    void verify(List<Long> segments) {
        String same = """
                %s AS r WHERE r.event_definition_id IN (
                  SELECT b.event_definition_id FROM %s AS b JOIN %s AS n
                  ON n.event_definition_id = b.event_definition_id AND n.fingerprint = b.fingerprint)""";
        comparisons.addInternal(
                Staging.COUNTED_EVENTS,
                InternalRows.compare(
                        List.of("r.event_id", "r.event_definition_id", "r.user_id", "r." + time()),
                        same.formatted(events(), DEFINITIONS, definitions()),
                        same.formatted(EVENTS, DEFINITIONS, definitions())));
        if (!segments.isEmpty()) {
            String ids = segments.stream()
                    .map(String::valueOf)
                    .reduce((one, more) -> one + ", " + more)
                    .get();
            String of = "%s AS r WHERE r.segment_id IN (%s)";
            comparisons.addInternal(
                    Staging.SEGMENT_STATES,
                    InternalRows.compare(
                            List.of("r.user_id", "r.segment_id", "r.entered_at", "r.changes_at"),
                            of.formatted(warehouse.raw(Staging.SEGMENT_STATES), ids),
                            of.formatted(STATES, ids)));
        }
    }

    private String time() {
        return warehouse.dialect().quote("time");
    }

    private String definitions() {
        return warehouse.raw(Staging.COUNTED_DEFINITIONS);
    }

    private String events() {
        return warehouse.raw(Staging.COUNTED_EVENTS);
    }
}
