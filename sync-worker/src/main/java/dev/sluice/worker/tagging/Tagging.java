package dev.sluice.worker.tagging;

import dev.sluice.worker.match.Needs;
import dev.sluice.worker.match.Tagger;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides in Java which raw events meet which definitions, and ships the verdicts to the warehouse: of all history for
 * tables that are built anew, of landed and rewritten events for the others. Rows come in ranges of log positions, so
 * memory holds one range's verdicts whatever the history.
 */
@ApplicationScoped
public class Tagging {

    private static final long RANGE = 200_000;

    public void tag(Warehouse warehouse, SyncSnapshot snapshot, List<EventDiff> diffs, long logPosition) {
        var full = new ArrayList<Long>();
        var extended = new ArrayList<Long>();
        for (var diff : diffs) {
            switch (diff) {
                case EventDiff.Create(var event) -> full.add(event.definitionId());
                case EventDiff.Rebuild(var _, var event) -> full.add(event.definitionId());
                case EventDiff.Extend(var _, var event) -> extended.add(event.definitionId());
                case EventDiff.Keep _, EventDiff.Nothing _ -> {}
            }
        }
        new Pass(warehouse, snapshot, Staging.TOUCHED_ROWS, extended).over(beforeTouched(warehouse), logPosition);
        new Pass(warehouse, snapshot, warehouse.raw(Staging.EVENT_ROWS), full).over(0, logPosition);
    }

    private static long beforeTouched(Warehouse warehouse) {
        var before = new long[1];
        warehouse.query(
                "SELECT coalesce(min(position), 1) - 1 FROM " + Staging.TOUCHED_ROWS, row -> before[0] = row.number(1));
        return before[0];
    }

    /** One reading of a relation of event rows for some definitions. */
    private static final class Pass {
        private final Warehouse warehouse;
        private final String relation;
        private final List<Long> tables;
        private final Tagger tagger;
        private final RowFacts facts;

        Pass(Warehouse warehouse, SyncSnapshot snapshot, String relation, List<Long> tables) {
            this.warehouse = warehouse;
            this.relation = relation;
            this.tables = tables;
            this.tagger = new Tagger(snapshot.matchers(), snapshot.since());
            var needs = Needs.of(tagger.reachableFrom(tables));
            this.facts = new RowFacts(needs, snapshot.storedNames(), warehouse.dialect());
        }

        void over(long after, long logPosition) {
            if (tables.isEmpty()) {
                return;
            }
            for (long from = after; from < logPosition; from += RANGE) {
                ship(verdicts(from, from + RANGE));
            }
        }

        private List<List<Long>> verdicts(long after, long until) {
            var verdicts = new ArrayList<List<Long>>();
            warehouse.query(
                    "SELECT %s FROM %s AS r WHERE r.position > %d AND r.position <= %d"
                            .formatted(facts.selectList(), relation, after, until),
                    row -> tagger.tag(facts.at(row), tables)
                            .forEach(definition -> verdicts.add(List.of(definition, row.number(1)))));
            return verdicts;
        }

        /** A result that is still being read would not survive a load on the same connection, hence one after the other. */
        private void ship(List<List<Long>> verdicts) {
            try (var load = warehouse.load(Staging.MATCHES)) {
                verdicts.forEach(load::add);
            }
        }
    }
}
