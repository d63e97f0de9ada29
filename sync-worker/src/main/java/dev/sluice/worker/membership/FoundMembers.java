package dev.sluice.worker.membership;

import dev.sluice.worker.plan.Evidence.SegmentEvidence;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a run has found out about segments; who is in which waits in the staging tables.
 *
 * @param asOf the time for which it holds
 * @param changesAt the earliest time at which somebody enters or leaves if nothing else happens
 * @param evidence by segment id
 */
public record FoundMembers(Instant asOf, Optional<Instant> changesAt, Map<Long, SegmentEvidence> evidence) {

    public FoundMembers {
        evidence = Map.copyOf(evidence);
    }
}
