package dev.sluice.worker.tagging;

import dev.sluice.worker.match.Needs;
import dev.sluice.worker.match.Tagger;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Judges events one by one: reads the rows of a relation, as they will stand in event tables, and ships the verdicts.
 * Rows come in ranges of log positions, so memory holds one range's verdicts whatever the history.
 */
final class EventPass {

    private static final long RANGE = 200_000;

    private final Warehouse warehouse;
    private final String relation;
    private final Tagger tagger;
    private final RowFacts facts;

    EventPass(Warehouse warehouse, SyncSnapshot snapshot, String relation, Collection<Long> definitions) {
        this.warehouse = warehouse;
        this.relation = relation;
        this.tagger = new Tagger(snapshot.matchers(), snapshot.since(), definitions);
        var needs =
                Needs.of(Tagger.reachableFrom(definitions, snapshot.matchers()).values());
        boolean someBegin = definitions.stream().anyMatch(snapshot.since()::containsKey);
        this.facts = new RowFacts(someBegin ? needs.withTime() : needs, snapshot.storedNames(), warehouse.dialect());
    }

    void over(Positions positions) {
        for (long from = positions.after(); from < positions.until(); from += RANGE) {
            ship(verdicts(new Positions(from, Math.min(from + RANGE, positions.until()))));
        }
    }

    private List<List<Long>> verdicts(Positions positions) {
        var verdicts = new ArrayList<List<Long>>();
        warehouse.query(
                "SELECT %s FROM %s AS r WHERE %s".formatted(facts.selectList(), relation, positions.condition()),
                row -> {
                    var event = facts.at(row);
                    tagger.tag(event).forEach(definition -> verdicts.add(List.of(definition, event.eventId())));
                });
        return verdicts;
    }

    /** A result that is still being read would not survive a load on the same connection, hence one after the other. */
    private void ship(List<List<Long>> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        try (var load = warehouse.load(Staging.MATCHES)) {
            verdicts.forEach(load::add);
        }
    }
}
