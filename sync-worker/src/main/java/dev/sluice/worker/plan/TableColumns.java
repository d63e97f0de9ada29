package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.TableColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out the columns of tables: which to add, widen or drop, and from where each is written. */
final class TableColumns {

    private final Actual actual;
    private final Desired desired;

    TableColumns(Actual actual, Desired desired) {
        this.actual = actual;
        this.desired = desired;
    }

    /**
     * A table's columns as they will be.
     *
     * @param alterations what has to change before rows are written
     * @param written every column that rows are written to
     */
    record Shape(List<Change> alterations, List<TableColumn> written) {}

    /** {@code users} has a column for each user property in the catalog. */
    Shape ofUsers() {
        return shape(BuiltIn.USERS, userColumns(), desired.userProperties().values());
    }

    /** An event's table has a column for each property that any of its events carried. */
    Shape ofEvent(Desired.EventTable event, Set<String> carried) {
        var standing = actual.tables().getOrDefault(event.table(), List.of()).stream()
                .map(Column::name)
                .collect(Collectors.toSet());
        var properties = desired.eventProperties().values().stream()
                .filter(property -> carried.contains(property.storedName())
                        || standing.contains(property.column().name()))
                .toList();
        return standing.isEmpty()
                ? new Shape(List.of(), ofNewTable(carried))
                : shape(event.table(), own(BuiltIn.EVENT_COLUMNS), properties);
    }

    /** A table built from all history; archived properties have no column in it, since nothing is to be kept. */
    List<TableColumn> ofNewTable(Set<String> carried) {
        var properties = inOrder(desired.eventProperties().values().stream()
                .filter(property -> property.synced() && !property.archived())
                .filter(property -> carried.contains(property.storedName()))
                .toList());
        return Stream.concat(
                        own(BuiltIn.EVENT_COLUMNS).stream(), properties.stream().map(TableColumns::filled))
                .toList();
    }

    static List<TableColumn> own(List<Column> columns) {
        return columns.stream().<TableColumn>map(TableColumn.Own::new).toList();
    }

    private Shape shape(String table, List<TableColumn> builtIn, Collection<Desired.PropertyColumn> properties) {
        Map<String, Column> standing = actual.tables().getOrDefault(table, List.of()).stream()
                .collect(Collectors.toMap(Column::name, column -> column, (first, _) -> first, TreeMap::new));
        var alterations = new ArrayList<Change>();
        var written = new ArrayList<>(builtIn);
        var builtInNames =
                builtIn.stream().map(column -> column.column().name()).collect(Collectors.toSet());
        for (var property : inOrder(properties)) {
            if (builtInNames.contains(property.column().name())) {
                continue;
            }
            var before = Optional.ofNullable(standing.get(property.column().name()));
            alteration(table, before, property).ifPresent(alterations::add);
            if (property.synced() && !(property.archived() && before.isEmpty())) {
                written.add(property.archived() ? new TableColumn.Unfilled(before.get()) : filled(property));
            }
        }
        return new Shape(List.copyOf(alterations), List.copyOf(written));
    }

    private static Optional<Change> alteration(String table, Optional<Column> before, Desired.PropertyColumn property) {
        if (!property.synced()) {
            return before.map(column -> new Change.DropColumn(table, column));
        }
        if (property.archived()) {
            return Optional.empty();
        }
        if (before.isEmpty()) {
            return Optional.of(new Change.AddColumn(table, property.column()));
        }
        return before.get().equals(property.column())
                ? Optional.empty()
                : Optional.of(new Change.WidenColumn(table, before.get(), property.column(), property.storedName()));
    }

    /** The user properties keyed exactly {@code email} and {@code handle} fill the built-in columns of these names. */
    private List<TableColumn> userColumns() {
        return BuiltIn.USER_COLUMNS.stream().map(this::userColumn).toList();
    }

    private TableColumn userColumn(Column column) {
        var property = desired.userProperties().get(column.name());
        return property != null && property.synced() && !property.archived()
                ? new TableColumn.Property(column, property.storedName())
                : switch (column.name()) {
                    case "handle", "email" -> new TableColumn.Unfilled(column);
                    default -> new TableColumn.Own(column);
                };
    }

    private static TableColumn filled(Desired.PropertyColumn property) {
        return new TableColumn.Property(property.column(), property.storedName());
    }

    private static List<Desired.PropertyColumn> inOrder(Collection<Desired.PropertyColumn> properties) {
        return properties.stream()
                .sorted((left, right) ->
                        left.column().name().compareTo(right.column().name()))
                .toList();
    }
}
