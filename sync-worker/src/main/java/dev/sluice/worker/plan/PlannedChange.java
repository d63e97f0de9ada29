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
 * @param sql the statements, in order; they read the run's staging tables
 */
public record PlannedChange(
        Change change,
        String kind,
        Optional<String> table,
        String sentence,
        OptionalLong rows,
        List<PlanReview.Finding> findings,
        List<String> sql) {

    private static final Set<ReviewCode> OF_ROWS =
            Set.of(ReviewCode.REWRITES_ROWS, ReviewCode.APPENDS_ROWS, ReviewCode.DELETES_ROWS);

    public PlannedChange {
        findings = List.copyOf(findings);
        sql = List.copyOf(sql);
    }

    /** Whether rows change and nothing else: no table, no column, no definition. */
    public boolean isOfRowsOnly() {
        return !findings.isEmpty() && findings.stream().allMatch(finding -> OF_ROWS.contains(finding.code()));
    }
}
