package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.worker.run.DeletionHistory.Call;
import dev.sluice.worker.run.ModelledWarehouse.Deleted;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.Contract;
import dev.sluice.worker.warehouse.contract.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/**
 * To delete a user is never to have captured anything of them up to the request: every table is that of a warehouse
 * without these calls. A failure names the seed that shows it again.
 */
@Tag("histories")
public abstract class DeletionContract implements Contract {

    private static final int BATCHES = 5;
    private static final int BATCH_SIZE = 12;
    private static final String FROZEN = "stopped";

    @RepeatedTest(3)
    void deletedIsNeverCaptured(RepetitionInfo repetition) {
        assumeTrue(repetition.getCurrentRepetition() <= tries(repetition.getTotalRepetitions()));
        try (var engine = engine();
                var another = engine.fresh()) {
            deletedIsNeverCaptured(repetition, engine, another);
        }
    }

    private static void deletedIsNeverCaptured(RepetitionInfo repetition, Engine engine, Engine another) {
        var random = new Random(repetition.getCurrentRepetition());
        var batches = new DeletionHistory(random).batches(BATCHES, BATCH_SIZE);
        int frozenBefore = random.nextInt(BATCHES);
        int deletedBefore = 1 + random.nextInt(BATCHES - 1);
        boolean hearsLate = random.nextBoolean();
        var grown = new ModelledWarehouse(engine);
        var never = new ModelledWarehouse(another);

        run(grown, batches.subList(0, deletedBefore), frozenBefore);
        var deleted = anyone(grown, batches.subList(0, deletedBefore), random);
        grown.forget(deleted.userIds());
        for (int i = deletedBefore; i < BATCHES; i++) {
            freeze(grown, i, frozenBefore);
            boolean hears = i == deletedBefore + (hearsLate ? 1 : 0);
            grown.run(batches.get(i), hears ? deleted : Deleted.NOBODY);
        }
        grown.run(List.of(), deleted);

        run(never, without(batches, deletedBefore, deleted.userIds()), frozenBefore);
        never.run(List.of(), Deleted.NOBODY);
        compare(grown.everything(), never.everything());
        frozenRowsAreThoseOfOthers(grown, never, deleted);
        assertTrue(grown.run(List.of(), deleted).isEmpty());
    }

    private static void run(ModelledWarehouse warehouse, List<List<Call>> batches, int frozenBefore) {
        for (int i = 0; i < batches.size(); i++) {
            freeze(warehouse, i, frozenBefore);
            warehouse.run(batches.get(i), Deleted.NOBODY);
        }
    }

    private static void freeze(ModelledWarehouse warehouse, int batch, int frozenBefore) {
        if (frozenBefore > 0 && batch == frozenBefore) {
            warehouse.freeze();
        }
    }

    private static Deleted anyone(ModelledWarehouse warehouse, List<List<Call>> batches, Random random) {
        var calls = batches.stream().flatMap(List::stream).toList();
        var someone = calls.get(random.nextInt(calls.size())).users().iterator().next();
        return new Deleted(warehouse.users().everyone(someone), ids(calls).getLast());
    }

    private static List<Long> ids(List<Call> calls) {
        return calls.stream()
                .map(call -> call instanceof DeletionHistory.Event event
                        ? event.id()
                        : ((DeletionHistory.Identify) call).id())
                .toList();
    }

    private static List<List<Call>> without(List<List<Call>> batches, int deletedBefore, Set<Long> userIds) {
        var rest = new ArrayList<List<Call>>();
        for (int i = 0; i < batches.size(); i++) {
            boolean before = i < deletedBefore;
            rest.add(batches.get(i).stream()
                    .filter(call -> !before || call.users().stream().noneMatch(userIds::contains))
                    .toList());
        }
        return rest;
    }

    private static void compare(Map<String, List<String>> grown, Map<String, List<String>> never) {
        for (var contents : List.of(grown, never)) {
            // Up to where runs have read depends on what there was to read.
            contents.keySet().removeAll(Set.of(FROZEN, "cursors"));
        }
        assertEquals(never, grown);
    }

    /** Its rows tell nothing of who is deleted, nor of what they did. */
    private static void frozenRowsAreThoseOfOthers(ModelledWarehouse grown, ModelledWarehouse never, Deleted deleted) {
        assertEquals(never.rows(DeletionContract::frozenEvents), grown.rows(DeletionContract::frozenEvents));
        assertEquals(List.of(), grown.rows(warehouse -> traces(warehouse, deleted)));
    }

    private static String frozenEvents(Warehouse warehouse) {
        return "SELECT event_id FROM " + warehouse.table(FROZEN);
    }

    private static String traces(Warehouse warehouse, Deleted deleted) {
        return """
                SELECT event_id FROM %1$s WHERE session_id NOT IN (SELECT event_id FROM %2$s)
                OR utm_content NOT IN (SELECT utm_content FROM %2$s)
                OR path NOT IN (SELECT path FROM %2$s)
                OR heap_previous_page NOT IN (SELECT domain || path FROM %2$s WHERE own_page)
                OR user_id IN (%3$s) AND user_id NOT IN (SELECT user_id FROM %4$s)
                """.formatted(
                        warehouse.table(FROZEN),
                        warehouse.raw("raw_events"),
                        list(deleted.userIds()),
                        warehouse.table("users"));
    }

    private static String list(Set<Long> ids) {
        return ids.toString().replaceAll("[\\[\\]]", "");
    }
}
