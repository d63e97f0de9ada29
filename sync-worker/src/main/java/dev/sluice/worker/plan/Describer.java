package dev.sluice.worker.plan;

import java.util.List;
import java.util.stream.IntStream;

/** Puts beside a change all that a reader of the plan wants to know: its kind, its sentence, its SQL, its review. */
final class Describer {

    private final Statements statements;

    Describer(Dialect dialect, Layout layout) {
        this.statements = new Statements(dialect, layout);
    }

    PlannedChange describe(Change change) {
        return describe(change, statements.of(change));
    }

    /** Rows that may be appended to many tables at once. */
    List<PlannedChange> describe(List<Change.AppendRows> appends) {
        var sql = statements.of(appends);
        return IntStream.range(0, appends.size())
                .mapToObj(i -> describe(appends.get(i), sql.get(i)))
                .toList();
    }

    private static PlannedChange describe(Change change, Sql sql) {
        return new PlannedChange(
                change,
                Sentences.kind(change),
                ChangeScope.table(change),
                Sentences.sentence(change),
                ChangeScope.rows(change),
                PlanReview.of(change),
                sql);
    }
}
