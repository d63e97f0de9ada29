package dev.sluice.worker.tagging;

import dev.sluice.worker.match.Tagger;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.MatcherSql.NotByValues;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges events by the distinct values of their attributes, which are far fewer than events: Java says which values meet
 * a test, these are shipped, and the warehouse finds the events that have them. Nothing but "is one of these values" is
 * left to its SQL, so what a matcher means is still decided in Java alone.
 */
final class ValuePass {

    /** Beyond that reading and shipping values costs more than a pass over the events. */
    private static final int MOST_VALUES = 100_000;

    /** So many rows are gathered at once, since looking for them again would cost more than keeping them. */
    private static final long FEW_ROWS = 50_000;

    private final Warehouse warehouse;
    private final SyncSnapshot snapshot;
    private final Positions positions;
    private final Map<Distinct, Map<String, Long>> known = new HashMap<>();

    private record Distinct(String relation, String expression, String within) {}

    ValuePass(Warehouse warehouse, SyncSnapshot snapshot, Positions positions) {
        this.warehouse = warehouse;
        this.snapshot = snapshot;
        this.positions = positions;
    }

    /** Ships the verdicts on one definition. @return false where events have to be judged one by one instead */
    boolean judge(long definition) {
        var found = find(definition);
        found.ifPresent(rows -> warehouse.execute("INSERT INTO %s SELECT %d, r.event_id FROM %s"
                .formatted(Staging.MATCHES, definition, rows.among(rows.relation()))));
        return found.isPresent();
    }

    /** Stages the rows of one definition. @return empty where events have to be judged one by one instead */
    Optional<BuiltRows> stage(long definition) {
        return find(definition).map(rows -> stage(definition, rows));
    }

    /**
     * Where the rows of a definition are.
     *
     * @param relation the cheapest that the condition can be asked of
     * @param condition on its rows {@code r}
     * @param most rows that meet it at most, as far as is known
     */
    private record Found(String relation, String condition, long most) {
        String among(String rows) {
            return "%s AS r WHERE %s".formatted(rows, condition);
        }
    }

    private BuiltRows stage(long definition, Found found) {
        boolean few = found.most() <= FEW_ROWS;
        String staged = Staging.rowsOf(definition);
        String query = "SELECT r.* FROM " + found.among(warehouse.raw(Staging.EVENT_ROWS));
        if (few) {
            warehouse.stage(staged, query);
        } else {
            warehouse.stageView(staged, query);
        }
        return few ? known(new Found(staged, "TRUE", found.most())) : known(found);
    }

    /** In one statement, so that the rows are looked for once. */
    private BuiltRows known(Found rows) {
        var dialect = warehouse.dialect();
        var number = new long[1];
        var carried = new HashSet<String>();
        warehouse.query(
                "WITH found AS (SELECT r.properties FROM %s) SELECT NULL, count(*) FROM found UNION ALL SELECT stored_name, 0 FROM (SELECT DISTINCT %s AS stored_name FROM found AS f%s WHERE %s) AS carried"
                        .formatted(
                                rows.among(rows.relation()),
                                dialect.storedNames("f"),
                                dialect.besideStoredNames("f"),
                                dialect.carriesAny("f")),
                row -> {
                    if (row.text(1) == null) {
                        number[0] = row.number(2);
                    } else {
                        carried.add(row.text(1));
                    }
                });
        return new BuiltRows(number[0], carried);
    }

    private Optional<Found> find(long definition) {
        long firstTest = nextTest();
        var sql = new MatcherSql(
                Tagger.reachableFrom(List.of(definition), snapshot.matchers()),
                snapshot.storedNames(),
                warehouse.dialect(),
                warehouse::raw,
                positions,
                firstTest);
        try {
            String condition =
                    "%s AND %s%s".formatted(positions.condition(), sql.of(definition), notBefore(definition));
            long most = Long.MAX_VALUE;
            for (int i = 0; i < sql.tests().size(); i++) {
                long events = ship(firstTest + i, sql.tests().get(i));
                most = sql.narrows(i) ? Math.min(most, events) : most;
            }
            return Optional.of(new Found(sql.relation(), condition, most));
        } catch (NotByValues manyValues) {
            return Optional.empty();
        }
    }

    /** Values stay as long as the run, since views ask for them. */
    private long nextTest() {
        var next = new long[1];
        warehouse.query("SELECT coalesce(max(test) + 1, 0) FROM " + Staging.MET_VALUES, row -> next[0] = row.number(1));
        return next[0];
    }

    private String notBefore(long definition) {
        var since = snapshot.since().get(definition);
        var dialect = warehouse.dialect();
        return since == null ? "" : " AND r.%s >= %s".formatted(dialect.quote("time"), dialect.instant(since));
    }

    /** Ships the values that meet a test. @return how many events have one of them, at most */
    private long ship(long number, ValueTest test) throws NotByValues {
        return switch (test) {
            case ValueTest.Listed(var values) -> {
                ship(number, values);
                yield Long.MAX_VALUE;
            }
            case ValueTest.Judged(var relation, var expression, var within, var judge) -> {
                var events = new HashMap<>(distinct(new Distinct(relation, expression, within)));
                events.keySet().removeIf(judge.negate());
                ship(number, events.keySet());
                yield events.values().stream().mapToLong(Long::longValue).sum();
            }
        };
    }

    /** By how many events have them. */
    private Map<String, Long> distinct(Distinct wanted) throws NotByValues {
        var values = known.computeIfAbsent(wanted, this::read);
        if (values.size() > MOST_VALUES) {
            throw new NotByValues();
        }
        return values;
    }

    private Map<String, Long> read(Distinct wanted) {
        var values = new HashMap<String, Long>();
        warehouse.query(
                "SELECT %s, count(*) FROM %s AS r WHERE %s AND %s IS NOT NULL GROUP BY 1 LIMIT %d"
                        .formatted(
                                wanted.expression(),
                                wanted.relation(),
                                wanted.within(),
                                wanted.expression(),
                                MOST_VALUES + 1),
                row -> values.put(row.text(1), row.number(2)));
        return values;
    }

    private void ship(long number, Collection<String> met) {
        try (var load = warehouse.load(Staging.MET_VALUES)) {
            met.forEach(value -> load.add(List.of(number, value)));
        }
    }
}
