package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.TableColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Works out the columns of tables: which to add, widen or drop, and from where each is written. */
final class TableColumns {

    private final Actual actual;
    private final Desired desired;
    private final Evidence evidence;

    /** Asked for twice: before rows are written, and when they are. */
    private final Map<Long, Shape> extended = new HashMap<>();

    TableColumns(Actual actual, Desired desired, Evidence evidence) {
        this.actual = actual;
        this.desired = desired;
        this.evidence = evidence;
    }

    /**
     * A table's columns as they will be.
     *
     * @param changes what has to happen before rows are written
     * @param written every column that rows are written to
     */
    record Shape(List<Change> changes, List<TableColumn> written) {}

    /** An event's table has a column for each property that any of its events carried. */
    Shape ofExtended(Desired.EventTable event) {
        return extended.computeIfAbsent(event.definitionId(), _ -> extendedShape(event));
    }

    private Shape extendedShape(Desired.EventTable event) {
        long rows = actual.rowsOf(event.table());
        return ofEvent(event, property -> ColumnDiff.ofExtended(property, evidence, rows));
    }

    Shape ofBuilt(Desired.EventTable event) {
        return ofEvent(event, property -> ColumnDiff.ofBuilt(property, evidence));
    }

    private Shape ofEvent(Desired.EventTable event, Function<PropertyInTable, ColumnDiff> diff) {
        var carried = evidence.carriedBy(event.definitionId());
        return shape(
                event.table(),
                own(BuiltIn.EVENT_COLUMNS),
                concerned(event.table(), desired.eventProperties().values(), carried).stream()
                        .map(diff)
                        .toList());
    }

    private List<PropertyInTable> concerned(
            String table, Collection<Desired.PropertyColumn> properties, Set<String> carried) {
        return inTable(table, properties, carried).stream()
                .filter(property -> property.carried()
                        || property.standing().isPresent()
                        || !property.gaps().isEmpty())
                .toList();
    }

    private List<PropertyInTable> inTable(
            String table, Collection<Desired.PropertyColumn> properties, Set<String> carried) {
        Map<String, Column> standing = actual.tables().getOrDefault(table, List.of()).stream()
                .collect(Collectors.toMap(Column::name, Function.identity(), (first, _) -> first));
        return properties.stream()
                .sorted(Comparator.comparing(property -> property.column().name()))
                .map(property -> new PropertyInTable(
                        table,
                        property,
                        Optional.ofNullable(standing.get(property.column().name())),
                        actual.gapsOf(table, property.storedName()),
                        carried.contains(property.storedName())))
                .toList();
    }

    /** {@code users} has a column for each user property in the catalog. */
    Shape ofUsers() {
        var builtIn = BuiltIn.USER_COLUMNS.stream().map(Column::name).collect(Collectors.toSet());
        long rows = actual.rowsOf(BuiltIn.USERS);
        var diffs = inTable(BuiltIn.USERS, desired.userProperties().values(), Set.of()).stream()
                .map(property -> ColumnDiff.ofUsers(
                        property,
                        evidence,
                        builtIn.contains(property.property().column().name()),
                        rows))
                .toList();
        return shape(BuiltIn.USERS, own(ownUserColumns()), diffs);
    }

    /** {@code handle} and {@code email} are filled by the user properties keyed exactly so, and by nothing else. */
    static List<Column> ownUserColumns() {
        return BuiltIn.USER_COLUMNS.stream()
                .filter(column -> !Set.of("handle", "email").contains(column.name()))
                .toList();
    }

    static List<TableColumn> own(List<Column> columns) {
        return columns.stream().<TableColumn>map(TableColumn.Own::new).toList();
    }

    private static Shape shape(String table, List<TableColumn> own, List<ColumnDiff> diffs) {
        var written = new ArrayList<>(own);
        diffs.forEach(diff -> diff.written().ifPresent(written::add));
        return new Shape(diffs.stream().flatMap(diff -> diff.changes().stream()).toList(), List.copyOf(written));
    }
}
