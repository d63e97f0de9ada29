package dev.sluice.local.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads event tables as rows that the oracle can be held against. */
final class EventTables {

    private static final List<String> PLACE = List.of("user_id", "session_id", "utm_source", "heap_previous_page");

    private final Dump dump;
    private final Map<String, String> userNames;

    EventTables(Dump dump, Map<String, String> userNames) {
        this.dump = dump;
        this.userNames = userNames;
    }

    /** By call. A table that nothing has met has no columns of properties, and so no mark. */
    SortedMap<String, EventRow> rows(String table) {
        var rows = new TreeMap<String, EventRow>();
        if (dump.isEmpty(table)) {
            return rows;
        }
        var columns = propertyColumns(table);
        var names = new ArrayList<>(PLACE);
        names.addAll(columns);
        var selected = names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        dump.rows("SELECT %s, %s FROM \"%s\"".formatted(CapturedCalls.MARK, selected, table))
                .forEach(row -> rows.put(row.getFirst(), row(row.subList(1, row.size()), columns)));
        return rows;
    }

    private EventRow row(List<String> row, List<String> columns) {
        var values = new TreeMap<String, String>();
        for (int place = 0; place < columns.size(); place++) {
            var value = row.get(PLACE.size() + place);
            if (!value.equals(Dump.NULL)) {
                values.put(columns.get(place), value);
            }
        }
        return new EventRow(userNames.getOrDefault(row.get(0), row.get(0)), row.get(1), row.get(2), row.get(3), values);
    }

    private List<String> propertyColumns(String table) {
        Set<String> columns = Set.copyOf(dump.columns(table));
        return NamedProperty.ofEvents().stream()
                .map(NamedProperty::column)
                .filter(columns::contains)
                .toList();
    }
}
