package dev.sluice.worker.landing;

import dev.sluice.worker.eventlog.RawEvent;
import dev.sluice.worker.property.Catalog;
import dev.sluice.worker.property.PropertyReader;
import dev.sluice.worker.warehouse.BulkLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Raw events on their way into a staging table: resolved and written many at a time. */
final class EventBatch {

    private static final int SIZE = 5_000;

    /** Large events come in smaller batches: a heap has to hold one, several times over. */
    private static final long TEXT_BYTES = 8 * 1_024 * 1_024;

    private final People people;
    private final String environment;
    private final Catalog catalog;
    private final BulkLoad load;
    private final LongConsumer reached;
    private final List<RawEvent> events = new ArrayList<>(SIZE);
    private long textBytes;
    private long landed;

    /** @param reached hears up to which position of the log events have been loaded */
    EventBatch(People people, String environment, Catalog catalog, BulkLoad load, LongConsumer reached) {
        this.people = people;
        this.environment = environment;
        this.catalog = catalog;
        this.load = load;
        this.reached = reached;
    }

    void add(RawEvent event) {
        events.add(event);
        textBytes += event.occurrence().textBytes();
        if (events.size() == SIZE || textBytes >= TEXT_BYTES) {
            flush();
        }
    }

    void flush() {
        if (events.isEmpty()) {
            return;
        }
        var values = events.stream()
                .map(event -> PropertyReader.ofEvent(event.occurrence().properties()))
                .toList();
        catalog.enter(values);
        var userIds = new UserIds(people, environment, events, catalog.validateOnly());
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            load.add(RawRow.of(event, userIds.of(event), StoredProperties.json(values.get(i), catalog)));
        }
        landed += events.size();
        long position = events.getLast().position();
        events.clear();
        textBytes = 0;
        reached.accept(position);
    }

    long landed() {
        return landed;
    }
}
