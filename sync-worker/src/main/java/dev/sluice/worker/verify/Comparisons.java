package dev.sluice.worker.verify;

import dev.sluice.worker.plan.Comparison;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how relations differ from what they should be. */
final class Comparisons {

    private final Warehouse warehouse;
    private final Map<String, TableDifference> internal = new LinkedHashMap<>();
    private final List<TableDifference> ofPeople = new ArrayList<>();
    private long rows;

    Comparisons(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Of a table that people query. */
    void add(String table, Comparison comparison) {
        ofPeople.add(count(table, false, "(%s)".formatted(comparison.byKey())));
    }

    /** Of a table of the internal schema. */
    TableDifference addInternal(String table, Comparison comparison) {
        return addCounted(table, "(%s)".formatted(comparison.byKey()));
    }

    /** The same, when it has been counted by key. @param byKey a relation with what {@link Comparison#byKey} gives */
    TableDifference addCounted(String table, String byKey) {
        var counted = count(table, true, byKey);
        addInternal(counted);
        return counted;
    }

    /** To what has been counted of the table so far. */
    void addInternal(TableDifference more) {
        internal.merge(
                more.table(),
                more,
                (one, other) -> new TableDifference(
                        one.table(),
                        true,
                        one.missing() + other.missing(),
                        one.surplus() + other.surplus(),
                        one.wrong() + other.wrong()));
    }

    private TableDifference count(String table, boolean isInternal, String byKey) {
        var counted = new ArrayList<TableDifference>();
        warehouse.query(Comparison.summary(byKey, warehouse.dialect()), row -> {
            rows += row.number(1);
            counted.add(new TableDifference(table, isInternal, row.number(2), row.number(3), row.number(4)));
        });
        return counted.getFirst();
    }

    int tables() {
        return internal.size() + ofPeople.size();
    }

    long rows() {
        return rows;
    }

    /** Those of which there is any: first what all else is made of. */
    List<TableDifference> differences() {
        var differences = new ArrayList<>(internal.values());
        differences.addAll(ofPeople);
        differences.removeIf(difference -> !difference.isAny());
        return differences;
    }
}
