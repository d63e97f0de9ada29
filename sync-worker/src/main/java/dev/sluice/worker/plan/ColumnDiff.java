package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to happen to the column of one custom property in one table.
 *
 * @param changes before rows are written
 * @param written where rows are written to the column
 */
record ColumnDiff(List<Change> changes, Optional<TableColumn> written) {

    ColumnDiff {
        changes = List.copyOf(changes);
    }

    /** In an event's table that goes on. */
    static ColumnDiff ofExtended(PropertyInTable property, Evidence evidence, long tableRows) {
        if (!property.property().synced()) {
            return unsynced(property, tableRows);
        }
        return property.property().isActive() ? active(property, evidence, tableRows) : archived(property, evidence);
    }

    private static ColumnDiff active(PropertyInTable property, Evidence evidence, long tableRows) {
        var changes = new ArrayList<Change>();
        var gaps = new ArrayList<>(property.gaps());
        boolean needed = property.carried();
        for (var open : property.openGap().stream().toList()) {
            long missing = evidence.missingBy(open);
            changes.add(property.close(open, missing, evidence.landedAfter()));
            gaps.remove(open);
            if (missing > 0) {
                gaps.add(open.closed(evidence.landedAfter()));
                needed = true;
            }
        }
        if (property.standing().isEmpty() && !needed) {
            return new ColumnDiff(changes, Optional.empty());
        }
        property.alteration(tableRows).ifPresent(changes::add);
        return new ColumnDiff(
                changes, Optional.of(property.written(property.property().column(), gaps)));
    }

    /**
     * The column stays, of the type it had; rows from before the gap keep their values even when written anew. A table
     * without the column lacks every value, also of an earlier event that a late one brings in only now.
     */
    private static ColumnDiff archived(PropertyInTable property, Evidence evidence) {
        var changes = new ArrayList<Change>();
        var gaps = new ArrayList<>(property.gaps());
        if (property.openGap().isEmpty() && (property.standing().isPresent() || property.carried())) {
            var opened = property.gapAfter(property.standing().isPresent() ? evidence.landedAfter() : 0);
            changes.add(property.open(opened));
            gaps.add(opened);
        }
        return new ColumnDiff(changes, property.standing().map(column -> property.written(column, gaps)));
    }

    /** With the column all its values go, so the gap is of everything the table holds. */
    private static ColumnDiff unsynced(PropertyInTable property, long tableRows) {
        var changes = new ArrayList<Change>();
        property.standing()
                .ifPresent(column -> changes.add(new Change.DropColumn(property.table(), column, tableRows)));
        boolean lacking = property.standing().isPresent()
                || property.carried()
                || !property.gaps().isEmpty();
        if (lacking) {
            changes.addAll(onlyGap(property, property.gapAfter(0)));
        }
        return new ColumnDiff(changes, Optional.empty());
    }

    /** In a table that is built from all history: nothing is missing but what an inactive property keeps out. */
    static ColumnDiff ofBuilt(PropertyInTable property, Evidence evidence) {
        if (property.property().isActive()) {
            return new ColumnDiff(
                    forget(property.gaps()),
                    property.carried()
                            ? Optional.of(property.written(property.property().column(), List.of()))
                            : Optional.empty());
        }
        return property.property().synced() && property.standing().isPresent()
                ? archivedColumnKept(property, evidence)
                : new ColumnDiff(
                        property.carried() ? onlyGap(property, property.gapAfter(0)) : forget(property.gaps()),
                        Optional.empty());
    }

    /** Of the catalog's type: a table that stood still has not followed when the property widened. */
    private static ColumnDiff archivedColumnKept(PropertyInTable property, Evidence evidence) {
        var gap = property.openGap().orElseGet(() -> property.gapAfter(evidence.landedAfter()));
        var column = property.property().column();
        return new ColumnDiff(onlyGap(property, gap), Optional.of(property.written(column, List.of(gap))));
    }

    /** In {@code users}, where every property of the catalog has a column and a row is written as a whole. */
    static ColumnDiff ofUsers(PropertyInTable property, Evidence evidence, boolean builtIn, long tableRows) {
        var changes = new ArrayList<Change>();
        if (!property.property().isActive()) {
            if (!property.property().synced() && !builtIn) {
                property.standing()
                        .ifPresent(column -> changes.add(new Change.DropColumn(property.table(), column, tableRows)));
            }
            changes.addAll(onlyGap(property, property.openGap().orElseGet(() -> property.gapAfter(0))));
            return new ColumnDiff(changes, Optional.empty());
        }
        property.openGap()
                .ifPresent(open -> changes.add(property.close(open, evidence.missingBy(open), evidence.landedAfter())));
        if (!builtIn) {
            property.alteration(tableRows).ifPresent(changes::add);
        }
        return new ColumnDiff(
                changes, Optional.of(property.written(property.property().column(), List.of())));
    }

    private static List<Change> onlyGap(PropertyInTable property, Gap gap) {
        var changes = new ArrayList<>(forget(
                property.gaps().stream().filter(other -> !other.equals(gap)).toList()));
        if (!property.gaps().contains(gap)) {
            changes.add(property.open(gap));
        }
        return changes;
    }

    private static List<Change> forget(List<Gap> gaps) {
        return new ArrayList<>(gaps.stream().<Change>map(Change.ForgetGap::new).toList());
    }
}
