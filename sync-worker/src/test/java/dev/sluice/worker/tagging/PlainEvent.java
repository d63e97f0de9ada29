package dev.sluice.worker.tagging;

import dev.sluice.worker.match.EventFacts;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A raw event as it stands in its row, judged by reading a matcher aloud. */
record PlainEvent(
        long id, String kind, String name, String ancestry, Map<String, String> columns, Map<String, String> properties)
        implements EventFacts {

    static final List<String> COLUMNS = List.of("path", "title", "utm_source", "type", "landing_page", "target_text");

    private static final int BEFORE_COLUMNS = 5;

    /** @param keys of the properties, in the order in which the row has them */
    static PlainEvent read(Warehouse.Row row, List<String> keys) {
        var columns = new HashMap<String, String>();
        columns.put("time", row.text(BEFORE_COLUMNS));
        int place = BEFORE_COLUMNS;
        for (var column : COLUMNS) {
            columns.put(column, row.text(++place));
        }
        var properties = new HashMap<String, String>();
        for (var key : keys) {
            properties.put(key, row.text(++place));
        }
        return new PlainEvent(row.number(1), row.text(2), row.text(3), row.text(4), columns, properties);
    }

    @Override
    public String column(String column) {
        return columns.get(column);
    }

    @Override
    public String property(String key) {
        return properties.get(key);
    }

    boolean before(Instant beginning) {
        return Instant.parse(column("time")).isBefore(beginning);
    }

    boolean meets(Matcher matcher, Map<Long, Matcher> all) {
        return isOf(matcher.kind(), all)
                && (matcher.where().isEmpty() || matcher.where().get().holds(this));
    }

    private boolean isOf(Matcher.Kind wanted, Map<Long, Matcher> all) {
        return switch (wanted) {
            case Matcher.Kind.Pageview _ -> kind.equals("pageview");
            case Matcher.Kind.Interaction(var type, var selector) ->
                kind.equals(type) && (selector.isEmpty() || selector.get().meetsText(ancestry));
            case Matcher.Kind.Custom(var wantedName) -> kind.equals("custom") && wantedName.equals(name);
            case Matcher.Kind.Combo(var parts) -> parts.stream().anyMatch(part -> meets(all.get(part), all));
        };
    }
}
