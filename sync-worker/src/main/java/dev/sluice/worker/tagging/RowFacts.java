package dev.sluice.worker.tagging;

import dev.sluice.worker.match.EventFacts;
import dev.sluice.worker.match.Needs;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facts of one event row after another, as a query over event rows yields them. */
final class RowFacts implements EventFacts {

    private static final List<String> INSTANTS = List.of("time", "session_time");

    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Integer> properties = new HashMap<>();
    private final List<String> expressions = new ArrayList<>();
    private Warehouse.Row row;

    /** @param storedNames of properties, by key; a key that no event ever carried is absent */
    RowFacts(Needs needs, Map<String, String> storedNames, Dialect dialect) {
        select("r.event_id");
        select("r.kind");
        select("r.name");
        select(needs.ancestry() ? "r.ancestry" : "CAST(NULL AS VARCHAR)");
        for (var column : needs.columns()) {
            columns.computeIfAbsent(column, name -> select(expression(name, dialect)));
        }
        for (var key : needs.properties()) {
            if (storedNames.containsKey(key)) {
                properties.put(key, select(dialect.property("r", storedNames.get(key), ColumnType.TEXT)));
            }
        }
    }

    private int select(String expression) {
        expressions.add(expression);
        return expressions.size();
    }

    private static String expression(String column, Dialect dialect) {
        String value = "r." + dialect.quote(column);
        return INSTANTS.contains(column) ? dialect.instantText(value) : value;
    }

    /** What to select from event rows called {@code r}. */
    String selectList() {
        return String.join(", ", expressions);
    }

    RowFacts at(Warehouse.Row current) {
        row = current;
        return this;
    }

    long eventId() {
        return row.number(1);
    }

    @Override
    public String kind() {
        return row.text(2);
    }

    @Override
    public String name() {
        return row.text(3);
    }

    @Override
    public String ancestry() {
        return row.text(4);
    }

    @Override
    public String column(String column) {
        return row.text(columns.get(column));
    }

    @Override
    public String property(String key) {
        Integer place = properties.get(key);
        return place == null ? null : row.text(place);
    }
}
