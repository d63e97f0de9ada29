package dev.sluice.worker.plan;

import java.util.Map;
import java.util.Set;

/**
 * What has landed and been matched since the last run, in numbers; the rows themselves wait in the warehouse's staging
 * tables.
 *
 * @param landedEvents new raw events
 * @param rewrittenEvents raw events from before whose session or page changed because of later arrivals
 * @param sessionStarts of both, those that open a session
 * @param pageviews of both, those that are pageviews
 * @param matches staged matches by event definition id: of all history for tables that are built anew, of
 *     landed and rewritten events for the others
 * @param carried the stored names of the properties those matches carry
 * @param rowsToRemove rows of rewritten events that stand in each table
 * @param rowsToMove rows of users who migrated that stand in each table
 */
public record Evidence(
        long landedEvents,
        long rewrittenEvents,
        long sessionStarts,
        long pageviews,
        Map<Long, Long> matches,
        Map<Long, Set<String>> carried,
        Map<String, Long> rowsToRemove,
        Map<String, Long> rowsToMove,
        long changedUsers,
        long changedMigrations) {

    public Evidence {
        matches = Map.copyOf(matches);
        carried = Map.copyOf(carried);
        rowsToRemove = Map.copyOf(rowsToRemove);
        rowsToMove = Map.copyOf(rowsToMove);
    }

    long matchesOf(long definitionId) {
        return matches.getOrDefault(definitionId, 0L);
    }

    Set<String> carriedBy(long definitionId) {
        return carried.getOrDefault(definitionId, Set.of());
    }
}
