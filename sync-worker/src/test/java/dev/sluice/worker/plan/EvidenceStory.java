package dev.sluice.worker.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Evidence told piece by piece; what is not told did not happen. */
final class EvidenceStory {

    private long landedAfter = LANDED_AFTER;
    private long landed;
    private long rewritten;
    private long sessionStarts;
    private long pageviews;
    private long users;
    private long migrations;
    private final Map<Long, Long> matches = new HashMap<>();
    private final Map<Long, Set<String>> carried = new HashMap<>();
    private Map<String, Long> removed = Map.of();
    private Map<String, Long> moved = Map.of();
    private Map<String, Long> repointed = Map.of();
    private final Map<Gap, Long> missing = new HashMap<>();
    private final Map<Long, Evidence.SegmentEvidence> segments = new HashMap<>();
    private DeletedRows deleted = DeletedRows.NONE;

    /** The log position after which a story's events land. */
    static final long LANDED_AFTER = 100;

    private static final Instant FIRST_SEEN = Instant.parse("2026-03-01T10:00:00Z");

    /** Nothing has landed before. */
    EvidenceStory fromTheBeginning() {
        landedAfter = 0;
        return this;
    }

    EvidenceStory landed(long events) {
        landed = events;
        sessionStarts = events / 2;
        pageviews = events / 2;
        return this;
    }

    EvidenceStory rewritten(long events, long pages) {
        rewritten = events;
        sessionStarts = 0;
        pageviews = pages;
        return this;
    }

    EvidenceStory matches(long definition, long rows, String... properties) {
        matches.put(definition, rows);
        carried.put(definition, Set.of(properties));
        return this;
    }

    EvidenceStory removed(Map<String, Long> rows) {
        removed = rows;
        return this;
    }

    EvidenceStory moved(Map<String, Long> rows) {
        moved = rows;
        return this;
    }

    EvidenceStory repointed(Map<String, Long> rows) {
        repointed = rows;
        return this;
    }

    EvidenceStory missing(Gap gap, long rows) {
        missing.put(gap, rows);
        return this;
    }

    /** @param traces rows of others that tell of the deleted */
    EvidenceStory deleted(Map<String, Long> rows, Map<String, Long> traces) {
        deleted = new DeletedRows(rows, Map.of(), traces);
        return this;
    }

    EvidenceStory users(long changedUsers, long changedMigrations) {
        users = changedUsers;
        migrations = changedMigrations;
        return this;
    }

    EvidenceStory segment(long segment, long joiners, long leavers, long returners) {
        segments.put(segment, new Evidence.SegmentEvidence(joiners, leavers, returners));
        return this;
    }

    Evidence told() {
        return new Evidence(
                landedAfter,
                landed,
                landedAfter + landed,
                rewritten,
                sessionStarts,
                pageviews,
                matches,
                carried,
                removed,
                moved,
                moved.isEmpty() ? Optional.empty() : Optional.of(FIRST_SEEN),
                repointed,
                repointed.isEmpty() ? Optional.empty() : Optional.of(FIRST_SEEN),
                missing,
                deleted,
                users,
                migrations,
                segments);
    }
}
