package dev.sluice.worker.membership;

import dev.sluice.worker.plan.Evidence.SegmentEvidence;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known of users and segments from one run to the next. */
final class SegmentStates {

    private final Warehouse warehouse;

    SegmentStates(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * The time for which a run that begins now asks: never one before that of an earlier run, whatever clock that one
     * had, since users who are not looked at again stand as they were found then.
     */
    Instant asOf(Instant now) {
        return first("SELECT %s FROM %s".formatted(text("max(as_of)"), warehouse.raw(Staging.APPLIED_SEGMENTS)))
                .filter(last -> last.isAfter(now))
                .orElse(now);
    }

    /** The earliest time at which somebody enters or leaves if nothing else happens. */
    Optional<Instant> changesAt() {
        return first("SELECT %s FROM %s".formatted(text("min(changes_at)"), warehouse.raw(Staging.SEGMENT_STATES)));
    }

    /** Forgets what was known of all segments but these. */
    void keepOnly(Collection<Long> segments) {
        String others = segments.isEmpty()
                ? ""
                : " WHERE segment_id NOT IN (%s)"
                        .formatted(segments.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        warehouse.execute("DELETE FROM " + warehouse.raw(Staging.SEGMENT_STATES) + others);
    }

    /** Puts the verdicts in the place of what was known of the candidates. */
    Map<Long, SegmentEvidence> compare() {
        warehouse.script("compare_segments");
        var evidence = new HashMap<Long, SegmentEvidence>();
        warehouse.query(
                """
                SELECT segment_id, count(CASE WHEN entered_before IS NULL THEN 1 END),
                  count(CASE WHEN entered_at IS NULL THEN 1 END),
                  count(CASE WHEN entered_before IS NOT NULL AND entered_at IS NOT NULL THEN 1 END)
                FROM %s GROUP BY segment_id
                """.formatted(Staging.SEGMENT_CHANGES),
                row -> evidence.put(row.number(1), new SegmentEvidence(row.number(2), row.number(3), row.number(4))));
        return evidence;
    }

    private String text(String time) {
        return warehouse.dialect().instantText(time);
    }

    private Optional<Instant> first(String query) {
        var found = new ArrayList<Instant>();
        warehouse.query(query, row -> {
            if (row.text(1) != null) {
                found.add(Instant.parse(row.text(1)));
            }
        });
        return found.stream().findFirst();
    }
}
