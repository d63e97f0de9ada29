package dev.sluice.local.law;

import dev.sluice.local.query.PublishedFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The world right after a sync, with what readers see then and what the oracle says they must see. */
record Moment(World world, Dump dump, Map<String, String> userNames, EventOracle oracle, EventTables eventTables) {

    static Moment of(World world, PublishedFile warehouse) {
        var dump = new Dump(warehouse);
        var names = world.userNames();
        return new Moment(
                world, dump, names, new EventOracle(world.captured(), eventIds(dump)), new EventTables(dump, names));
    }

    private static Map<String, Long> eventIds(Dump dump) {
        var ids = new HashMap<String, Long>();
        if (!dump.isEmpty(World.WITNESS)) {
            dump.rows("SELECT mark, event_id FROM " + World.WITNESS)
                    .forEach(row -> ids.put(row.get(0), Long.valueOf(row.get(1))));
        }
        return ids;
    }

    Events events() {
        return world.events();
    }

    Segments segments() {
        return world.segments();
    }

    /** The tables of events whose rows follow. */
    List<String> movingEventTables() {
        return Stream.concat(
                        Stream.of(World.WITNESS), events().moving().stream().map(events()::table))
                .toList();
    }

    List<String> movingSegmentTables() {
        return segments().moving().stream().map(segments()::table).toList();
    }

    /** All that histories decide about, whether or not they stand. */
    List<String> decidedTables() {
        return Stream.concat(
                        Stream.of(NamedEvent.values()).map(events()::table),
                        Stream.of(NamedSegment.values()).map(segments()::table))
                .toList();
    }

    /** Tables and columns of theirs that a gap is recorded of. */
    Set<List<String>> gaps() {
        return new HashSet<>(
                dump.rows("SELECT event_table_name, column_name FROM _event_metadata WHERE gap_from IS NOT NULL"));
    }

    Map<String, EventRow> expected(NamedEvent event) {
        return oracle.rows(fact -> events().holds(event, fact));
    }

    Map<String, EventRow> actual(NamedEvent event) {
        return eventTables.rows(events().table(event));
    }
}
