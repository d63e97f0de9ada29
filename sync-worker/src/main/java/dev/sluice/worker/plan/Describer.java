package dev.sluice.worker.plan;

/** Puts beside a change all that a reader of the plan wants to know: its kind, its sentence, its SQL, its review. */
final class Describer {

    private final Statements statements;

    Describer(Dialect dialect, Layout layout) {
        this.statements = new Statements(dialect, layout);
    }

    PlannedChange describe(Change change) {
        return new PlannedChange(
                change,
                Sentences.kind(change),
                ChangeScope.table(change),
                Sentences.sentence(change),
                ChangeScope.rows(change),
                PlanReview.of(change),
                statements.of(change));
    }
}
