package dev.sluice.worker.verify;

import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.tagging.Positions;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Holds raw events against the log, stretch by stretch, and lands those again that differ; events of which the log has
 * reached its retention are believed. Then the sessions and pages of all events are derived anew.
 */
final class RawEvents {

    private static final long STRETCH = 200_000;
    private static final String DIFFERING = "differing_events_";

    /** As they were sent, whatever happened to other events. */
    private static final List<String> OWN = List.of(
            "position",
            "received_at",
            "time",
            "user_id",
            "device_key",
            "known_identity",
            "session_key",
            "kind",
            "name",
            "library",
            "platform",
            "device_type",
            "device",
            "carrier",
            "app_name",
            "app_version",
            "country",
            "region",
            "city",
            "ip",
            "referrer",
            "browser",
            "search_keyword",
            "utm_source",
            "utm_campaign",
            "utm_medium",
            "utm_term",
            "utm_content",
            "href",
            "target_text",
            "target_tag",
            "target_id",
            "target_class",
            "ancestry");

    /** An event that happened on a page without saying so has them from the pageview. */
    private static final List<String> OF_PAGE = List.of("domain", "path", "query", "hash", "title");

    private static final String HAS_PAGE = "(r.domain IS NOT NULL OR r.path IS NOT NULL)";
    private static final String HAS_SESSION = "(r.session_key IS NOT NULL OR r.library IS DISTINCT FROM 'server')";

    private final Warehouse warehouse;
    private final Comparisons comparisons;
    private boolean differs;

    RawEvents(Warehouse warehouse, Comparisons comparisons) {
        this.warehouse = warehouse;
        this.comparisons = comparisons;
    }

    /** @param reached hears up to which position of the log events have been compared */
    void verify(Sources sources, long head, LongConsumer reached) {
        var sessions = new RawSessions(warehouse, comparisons);
        sessions.deriveAllAnew();
        removeFromBeyond(head);
        var begins = sources.logBegins();
        for (long after = 0; after < head; after += STRETCH) {
            var stretch = new Positions(after, Math.min(after + STRETCH, head));
            sources.loadEvents(warehouse, stretch);
            verify(sources, stretch, begins);
            reached.accept(stretch.until());
        }
        warehouse.execute("DELETE FROM " + Staging.DELETED_USERS);
        warehouse.script("integrate_events");
        sessions.verify(differs);
    }

    private void removeFromBeyond(long head) {
        String beyond = "position IS NULL OR position < 1 OR position > " + head;
        long surplus = warehouse.count("%s WHERE %s".formatted(events(), beyond));
        comparisons.addInternal(new TableDifference(Staging.RAW_EVENTS, true, 0, surplus, 0));
        if (surplus > 0) {
            differs = true;
            warehouse.execute("DELETE FROM %s WHERE %s".formatted(events(), beyond));
        }
    }

    /** Deletions are asked for after the log was read, since one may begin meanwhile. */
    private void verify(Sources sources, Positions stretch, Instant begins) {
        loadDeleted(sources);
        var dialect = warehouse.dialect();
        String differing = DIFFERING + stretch.after();
        warehouse.stage(
                differing,
                InternalRows.compare(
                                values(HAS_PAGE, HAS_SESSION, dialect.properties("r.properties")),
                                Staging.LANDED_EVENTS + " AS r WHERE " + stretch.condition(),
                                values("r.own_page", "(r.visit_id IS NOT NULL)", "r.properties"),
                                "%s AS r WHERE %s AND (r.received_at IS NULL OR r.received_at >= %s) AND NOT EXISTS (SELECT 1 FROM %s AS d WHERE d.user_id = r.user_id AND r.position <= d.log_position)"
                                        .formatted(
                                                events(),
                                                stretch.condition(),
                                                dialect.instant(begins),
                                                Staging.DELETED_USERS))
                        .byKey());
        if (comparisons.addCounted(Staging.RAW_EVENTS, differing).isAny()) {
            differs = true;
            warehouse.execute("DELETE FROM %s WHERE event_id IS NULL OR event_id IN (SELECT c0 FROM %s WHERE %s)"
                    .formatted(events(), differing, "missing > 0 OR surplus > 0"));
        }
        warehouse.execute(
                "DELETE FROM %s WHERE position > %d AND event_id IN (SELECT c0 FROM %s WHERE missing = 0 AND surplus = 0)"
                        .formatted(Staging.LANDED_EVENTS, stretch.after(), differing));
    }

    private void loadDeleted(Sources sources) {
        warehouse.execute("DELETE FROM " + Staging.DELETED_USERS);
        try (var load = warehouse.load(Staging.DELETED_USERS)) {
            sources.deletedUsers()
                    .forEach(user -> user.userIds().forEach(id -> load.add(List.of(id, user.logPosition()))));
        }
    }

    private List<String> values(String hasPage, String hasSession, String properties) {
        Dialect dialect = warehouse.dialect();
        var values = new ArrayList<>(List.of("r.event_id"));
        OWN.forEach(column -> values.add("r." + dialect.quote(column)));
        OF_PAGE.forEach(column -> values.add(
                "CASE WHEN %s OR NOT %s THEN r.%s END".formatted(hasPage, hasSession, dialect.quote(column))));
        values.add(hasPage);
        values.add(hasSession);
        values.add(dialect.comparable(properties));
        return values;
    }

    private String events() {
        return warehouse.raw(Staging.RAW_EVENTS);
    }
}
