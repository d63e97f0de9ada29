package dev.sluice.worker.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has landed and been matched since the last run, in numbers; the rows themselves wait in the warehouse's staging
 * tables.
 *
 * @param landedAfter the log position after which raw events are new
 * @param landedEvents new raw events
 * @param history all raw events, the new ones among them; 0 where no fill begins
 * @param rewrittenEvents raw events from before whose session or page changed because of later arrivals
 * @param sessionStarts of both, those that open a session
 * @param pageviews of both, those that are pageviews
 * @param matches staged matches by event definition id: of all history for tables that are built anew, of
 *     landed and rewritten events for the others
 * @param carried the stored names of the properties those matches carry
 * @param rowsToRemove rows of rewritten events that stand in each table
 * @param rowsToMove rows of users who migrated for the first time that stand in each table
 * @param movedSince when the earliest event of these users was, where the engine makes use of it
 * @param rowsToRepoint rows of users whose migration leads elsewhere now that stand in each table
 * @param repointedSince a time before which none of these rows is, where the engine makes use of it
 * @param missing rows that lack a value by each gap whose property is active again
 * @param segments what was found out about the users of each segment, by segment id
 * @param deleted what stands of deleted users
 */
public record Evidence(
        long landedAfter,
        long landedEvents,
        long history,
        long rewrittenEvents,
        long sessionStarts,
        long pageviews,
        Map<Long, Long> matches,
        Map<Long, Set<String>> carried,
        Map<String, Long> rowsToRemove,
        Map<String, Long> rowsToMove,
        Optional<Instant> movedSince,
        Map<String, Long> rowsToRepoint,
        Optional<Instant> repointedSince,
        Map<Gap, Long> missing,
        DeletedRows deleted,
        long changedUsers,
        long changedMigrations,
        Map<Long, SegmentEvidence> segments) {

    public Evidence {
        matches = Map.copyOf(matches);
        carried = Map.copyOf(carried);
        rowsToRemove = Map.copyOf(rowsToRemove);
        rowsToMove = Map.copyOf(rowsToMove);
        rowsToRepoint = Map.copyOf(rowsToRepoint);
        missing = Map.copyOf(missing);
        segments = Map.copyOf(segments);
    }

    /**
     * @param joiners users who are in the segment and do not stand in its table; all of them where it is built anew
     * @param leavers users who stand in it and are in the segment no more
     * @param returners users who stand in it and have entered at another time by now
     */
    public record SegmentEvidence(long joiners, long leavers, long returners) {

        static final SegmentEvidence NONE = new SegmentEvidence(0, 0, 0);

        long rows() {
            return joiners + leavers + returners;
        }
    }

    SegmentEvidence of(Desired.SegmentTable segment) {
        return segments.getOrDefault(segment.segmentId(), SegmentEvidence.NONE);
    }

    long matchesOf(long definitionId) {
        return matches.getOrDefault(definitionId, 0L);
    }

    Set<String> carriedBy(long definitionId) {
        return carried.getOrDefault(definitionId, Set.of());
    }

    long missingBy(Gap gap) {
        return missing.getOrDefault(gap, 0L);
    }
}
