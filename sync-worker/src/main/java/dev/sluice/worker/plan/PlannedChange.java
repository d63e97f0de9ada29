package dev.sluice.worker.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A change with all that a reader of the plan wants to know.
 *
 * @param kind stable, for machines: {@code rebuild_event_table}
 * @param table empty for a change to the schema as a whole
 * @param sentence one sentence for a person
 * @param findings of the review
 * @param statements that make it
 */
public record PlannedChange(
        Change change,
        String kind,
        Optional<String> table,
        String sentence,
        OptionalLong rows,
        List<PlanReview.Finding> findings,
        Sql statements) {

    private static final Set<ReviewCode> OF_ROWS =
            Set.of(ReviewCode.REWRITES_ROWS, ReviewCode.APPENDS_ROWS, ReviewCode.DELETES_ROWS);

    public PlannedChange {
        findings = List.copyOf(findings);
    }

    /** All statements, in order. */
    public List<String> sql() {
        return statements.all();
    }

    /** Whether a table that readers see gets another shape, or another table in its place. */
    public boolean reshapes() {
        return !statements.seen().isEmpty() && !isOfRowsOnly();
    }

    /** Whether rows change and nothing else: no table, no column, no definition. */
    public boolean isOfRowsOnly() {
        return !findings.isEmpty() && findings.stream().allMatch(finding -> OF_ROWS.contains(finding.code()));
    }
}
