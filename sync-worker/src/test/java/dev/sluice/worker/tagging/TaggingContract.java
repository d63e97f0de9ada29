package dev.sluice.worker.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.match.Condition;
import dev.sluice.worker.match.Condition.Subject;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.match.Test.Equals;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is judged to be of which definition. */
public abstract class TaggingContract extends OneWarehouse {

    /** As in a run that builds tables whose histories were judged to different positions. */
    @Test
    void valuesThatMeetADefinitionMeetNoLaterOneBecauseOfThat() {
        try (var warehouse = engine.openForPlanning(Layout.of("shop_test"))) {
            land(warehouse);
            var snapshot = snapshot(Map.of(1L, from("mail"), 2L, from("ads")));
            var tagging = new Tagging();
            tagging.judge(warehouse, snapshot, List.of(1L), new Positions(0, 10));
            tagging.judge(warehouse, snapshot, List.of(2L), new Positions(0, 10));
            assertEquals(1, warehouse.count(Staging.MATCHES + " WHERE event_definition_id = 1"));
            assertEquals(1, warehouse.count(Staging.MATCHES + " WHERE event_definition_id = 2"));
        }
    }

    private static void land(Warehouse warehouse) {
        try (var load = warehouse.load(Staging.LANDED_EVENTS)) {
            load.add(RandomEvents.pageview(1, 0, "mail"));
            load.add(RandomEvents.pageview(2, 60, "ads"));
        }
        warehouse.script("integrate_users");
        warehouse.script("integrate_events");
    }

    private SyncSnapshot snapshot(Map<Long, Matcher> matchers) {
        return new SyncSnapshot(
                engine.target(),
                new Desired(1, List.of(), Map.of(), Map.of()),
                matchers,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static Matcher from(String source) {
        return new Matcher(
                new Matcher.Kind.Pageview(),
                Optional.of(new Condition.Comparison(new Subject.BuiltIn("utm_source"), new Equals(source))));
    }
}
