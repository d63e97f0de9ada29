package dev.sluice.worker.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A change with all that a reader of the plan wants to know.
 *
 * @param kind stable, for machines: {@code rebuild_event_table}
 * @param table empty for a change to the schema as a whole
 * @param sentence one sentence for a person
 * @param findings of the review
 * @param unseen statements that readers do not notice: a run carries out those of all changes first, since they may
 *     take long
 * @param seen the other statements, in order; all of them read the run's staging tables
 */
public record PlannedChange(
        Change change,
        String kind,
        Optional<String> table,
        String sentence,
        OptionalLong rows,
        List<PlanReview.Finding> findings,
        List<String> unseen,
        List<String> seen) {

    private static final Set<ReviewCode> OF_ROWS =
            Set.of(ReviewCode.REWRITES_ROWS, ReviewCode.APPENDS_ROWS, ReviewCode.DELETES_ROWS);

    public PlannedChange {
        findings = List.copyOf(findings);
        unseen = List.copyOf(unseen);
        seen = List.copyOf(seen);
    }

    /** All statements, in order. */
    public List<String> sql() {
        return Stream.concat(unseen.stream(), seen.stream()).toList();
    }

    /** Whether a table that readers see gets another shape, or another table in its place. */
    public boolean reshapes() {
        return !seen.isEmpty() && !isOfRowsOnly();
    }

    /** Whether rows change and nothing else: no table, no column, no definition. */
    public boolean isOfRowsOnly() {
        return !findings.isEmpty() && findings.stream().allMatch(finding -> OF_ROWS.contains(finding.code()));
    }
}
