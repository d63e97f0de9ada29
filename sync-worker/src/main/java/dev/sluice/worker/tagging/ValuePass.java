package dev.sluice.worker.tagging;

import dev.sluice.worker.match.Tagger;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.MatcherSql.NotByValues;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges events by the distinct values of their attributes, which are far fewer than events: Java says which values meet
 * a test, these are shipped, and the warehouse finds the events that have them. Nothing but "is one of these values" is
 * left to its SQL, so what a matcher means is still decided in Java alone.
 */
final class ValuePass {

    /** Beyond that reading and shipping values costs more than a pass over the events. */
    private static final int MOST_VALUES = 100_000;

    private final Warehouse warehouse;
    private final SyncSnapshot snapshot;
    private final Positions positions;
    private final Map<Distinct, List<String>> known = new HashMap<>();
    private long testsShipped;

    private record Distinct(String relation, String expression, String within) {}

    ValuePass(Warehouse warehouse, SyncSnapshot snapshot, Positions positions) {
        this.warehouse = warehouse;
        this.snapshot = snapshot;
        this.positions = positions;
        // Each pass numbers its tests from 0: values of an earlier pass would meet tests of this one.
        warehouse.execute("DELETE FROM " + Staging.MET_VALUES);
    }

    /** Ships the verdicts on one definition. @return false where events have to be judged one by one instead */
    boolean judge(long definition) {
        var sql = new MatcherSql(
                Tagger.reachableFrom(List.of(definition), snapshot.matchers()),
                snapshot.storedNames(),
                warehouse.dialect(),
                warehouse.raw(Staging.RAW_EVENTS),
                warehouse.raw(Staging.EVENT_ROWS),
                testsShipped);
        try {
            String condition = sql.of(definition);
            for (var test : sql.tests()) {
                ship(met(test));
            }
            warehouse.execute("INSERT INTO %s SELECT %d, r.event_id FROM %s AS r WHERE %s AND %s%s"
                    .formatted(
                            Staging.MATCHES,
                            definition,
                            sql.relation(),
                            positions.condition(),
                            condition,
                            notBefore(definition)));
            return true;
        } catch (NotByValues manyValues) {
            return false;
        }
    }

    private String notBefore(long definition) {
        var since = snapshot.since().get(definition);
        return since == null ? "" : " AND r.\"time\" >= " + warehouse.dialect().instant(since);
    }

    private List<String> met(ValueTest test) throws NotByValues {
        return switch (test) {
            case ValueTest.Listed(var values) -> values;
            case ValueTest.Judged(var relation, var expression, var within, var judge) ->
                distinct(new Distinct(relation, expression, within)).stream()
                        .filter(judge)
                        .toList();
        };
    }

    private List<String> distinct(Distinct wanted) throws NotByValues {
        var values = known.computeIfAbsent(wanted, this::read);
        if (values.size() > MOST_VALUES) {
            throw new NotByValues();
        }
        return values;
    }

    private List<String> read(Distinct wanted) {
        var values = new ArrayList<String>();
        warehouse.query(
                "SELECT DISTINCT %s FROM %s AS r WHERE %s AND %s AND %s IS NOT NULL LIMIT %d"
                        .formatted(
                                wanted.expression(),
                                wanted.relation(),
                                positions.condition(),
                                wanted.within(),
                                wanted.expression(),
                                MOST_VALUES + 1),
                row -> values.add(row.text(1)));
        return values;
    }

    private void ship(List<String> met) {
        try (var load = warehouse.load(Staging.MET_VALUES)) {
            met.forEach(value -> load.add(List.of(testsShipped, value)));
        }
        testsShipped++;
    }
}
