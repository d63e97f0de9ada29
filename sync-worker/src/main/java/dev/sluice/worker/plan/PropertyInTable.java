package dev.sluice.worker.plan;

import java.util.List;
import java.util.Optional;

/**
 * A custom property and one table that has, or may have, a column for it.
 *
 * @param standing the column, where the table has it
 * @param gaps of the property in the table; one at most is open
 * @param carried whether rows that are written now have values of it
 */
record PropertyInTable(
        String table, Desired.PropertyColumn property, Optional<Column> standing, List<Gap> gaps, boolean carried) {

    PropertyInTable {
        gaps = List.copyOf(gaps);
    }

    Optional<Gap> openGap() {
        return gaps.stream().filter(Gap::isOpen).findFirst();
    }

    Gap gapAfter(long position) {
        return Gap.opened(table, property.storedName(), position);
    }

    Change open(Gap gap) {
        return new Change.OpenGap(gap, property.column());
    }

    /** A gap that closes is remembered only if it left rows without their values. */
    Change close(Gap open, long missing, long position) {
        return missing > 0
                ? new Change.CloseGap(open.closed(position), property.column(), missing)
                : new Change.ForgetGap(open);
    }

    /** What makes the column the desired one. */
    Optional<Change> alteration(long tableRows) {
        if (standing.isEmpty()) {
            return Optional.of(new Change.AddColumn(table, property.column()));
        }
        return standing.get().equals(property.column())
                ? Optional.empty()
                : Optional.of(new Change.WidenColumn(
                        table, standing.get(), property.column(), property.storedName(), tableRows));
    }

    Change.TableColumn written(Column column, List<Gap> without) {
        return new Change.TableColumn.Property(column, property.storedName(), without);
    }
}
