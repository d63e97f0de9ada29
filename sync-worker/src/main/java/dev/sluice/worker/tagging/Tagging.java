package dev.sluice.worker.tagging;

import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Decides in Java which raw events meet which definitions, and ships the verdicts to the warehouse: of all history for
 * tables that are built anew, of landed and rewritten events for the others.
 */
@ApplicationScoped
public class Tagging {

    /** Values are read for each definition by itself; from so many on, one pass over the events costs less. */
    private static final int MANY = 24;

    /**
     * @param head the log position up to which raw events have landed
     * @return by definition, of tables that are built anew; of those whose verdicts are staged nothing is told
     */
    public Map<Long, BuiltRows> tag(Warehouse warehouse, SyncSnapshot snapshot, List<EventDiff> diffs, long head) {
        var run = new Run(warehouse, snapshot);
        var extended = new ArrayList<Long>();
        var going = new TreeMap<Long, List<Long>>();
        var built = new TreeMap<Long, List<Long>>();
        for (var diff : diffs) {
            switch (diff) {
                case EventDiff.Extend(var _, var event) -> extended.add(event.definitionId());
                case EventDiff.Create(var event, var judgedTo) ->
                    at(built, judgedTo).add(event.definitionId());
                case EventDiff.Rebuild(var _, var event, var judgedTo) ->
                    at(built, judgedTo).add(event.definitionId());
                case EventDiff.FillBeside(var event, var fill) ->
                    fill.ifPresent(started -> at(going, started.judgedTo()).add(event.definitionId()));
                case EventDiff.Wait _, EventDiff.LeftOut _, EventDiff.Keep _, EventDiff.Nothing _ -> {}
            }
        }
        run.judgeTouched(extended, head);
        run.layTogether();
        going.forEach((judgedTo, definitions) -> run.judgeTouched(definitions, judgedTo));
        var staged = new HashMap<Long, BuiltRows>();
        built.forEach((judgedTo, definitions) -> staged.putAll(run.stage(definitions, judgedTo, head)));
        return staged;
    }

    /** Judges a stretch of history for definitions whose tables are yet to come. */
    public void judge(Warehouse warehouse, SyncSnapshot snapshot, Collection<Long> definitions, Positions positions) {
        new Run(warehouse, snapshot).judge(definitions, positions);
    }

    /** Judges landed and rewritten events for definitions, whatever is with their tables. */
    public void judgeTouched(Warehouse warehouse, SyncSnapshot snapshot, List<Long> definitions, long head) {
        new Run(warehouse, snapshot).judgeTouched(definitions, head);
    }

    private static List<Long> at(Map<Long, List<Long>> groups, long judgedTo) {
        return groups.computeIfAbsent(judgedTo, _ -> new ArrayList<>());
    }

    private record Run(Warehouse warehouse, SyncSnapshot snapshot) {

        /** Landed and rewritten events up to a position. */
        void judgeTouched(List<Long> definitions, long until) {
            if (!definitions.isEmpty()) {
                new EventPass(warehouse, snapshot, Staging.TOUCHED_ROWS, definitions)
                        .over(new Positions(beforeTouched(until), until));
            }
        }

        /** To find its own rows, each of many tables would otherwise have to look at all of them. */
        void layTogether() {
            warehouse.stage(
                    Staging.TAGGED_ROWS,
                    "SELECT m.event_definition_id, r.* FROM %s AS m JOIN %s AS r ON r.event_id = m.event_id ORDER BY m.event_definition_id"
                            .formatted(Staging.MATCHES, Staging.TOUCHED_ROWS));
            warehouse
                    .dialect()
                    .index(Staging.TAGGED_ROWS, List.of("event_definition_id"))
                    .forEach(warehouse::execute);
        }

        private long beforeTouched(long until) {
            var before = new long[1];
            warehouse.query(
                    "SELECT coalesce(min(position) - 1, %d) FROM %s".formatted(until, Staging.TOUCHED_ROWS),
                    row -> before[0] = row.number(1));
            return before[0];
        }

        Map<Long, BuiltRows> stage(List<Long> definitions, long judgedTo, long head) {
            var positions = new Positions(judgedTo, head);
            if (judgedTo > 0) {
                judgeOn(definitions, positions);
                definitions.forEach(this::stageMatches);
                return Map.of();
            }
            var staged = new HashMap<Long, BuiltRows>();
            var others = notByValues(definitions, positions, (values, id) -> {
                var rows = values.stage(id);
                rows.ifPresent(found -> staged.put(id, found));
                return rows.isPresent();
            });
            judgeOneByOne(others, positions);
            others.forEach(this::stageMatches);
            return staged;
        }

        /** Verdicts that a fill has kept hold but for events that were rewritten since. */
        private void judgeOn(List<Long> definitions, Positions positions) {
            definitions.forEach(this::takeKept);
            judgeTouched(definitions, positions.after());
            judge(definitions, positions);
        }

        private void stageMatches(long definition) {
            warehouse.stageView(
                    Staging.rowsOf(definition),
                    "SELECT r.* FROM %s AS r WHERE r.event_id IN (SELECT event_id FROM %s WHERE event_definition_id = %d)"
                            .formatted(warehouse.raw(Staging.EVENT_ROWS), Staging.MATCHES, definition));
        }

        private void takeKept(long definition) {
            warehouse.execute(
                    "INSERT INTO %s SELECT event_definition_id, event_id FROM %s AS f WHERE event_definition_id = %d AND NOT EXISTS (SELECT 1 FROM %s AS w WHERE w.event_id = f.event_id)"
                            .formatted(
                                    Staging.MATCHES,
                                    warehouse.raw(Staging.FILL_MATCHES),
                                    definition,
                                    Staging.REWRITTEN));
        }

        void judge(Collection<Long> definitions, Positions positions) {
            if (!positions.isEmpty()) {
                judgeOneByOne(notByValues(definitions, positions, ValuePass::judge), positions);
            }
        }

        /** @param done what is done by values, where it can be: false where events have to be judged one by one */
        private List<Long> notByValues(
                Collection<Long> definitions, Positions positions, BiPredicate<ValuePass, Long> done) {
            var left = new ArrayList<>(definitions);
            if (definitions.size() < MANY) {
                var values = new ValuePass(warehouse, snapshot, positions);
                left.removeIf(id -> done.test(values, id));
            }
            return left;
        }

        private void judgeOneByOne(List<Long> definitions, Positions positions) {
            if (!definitions.isEmpty()) {
                new EventPass(warehouse, snapshot, warehouse.raw(Staging.EVENT_ROWS), definitions).over(positions);
            }
        }
    }
}
