package dev.sluice.worker.run;

import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.PlannedChange;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is to be said of a run, table by table.
 *
 * @param written rows inserted into each table
 * @param changes sentences by table
 */
record SyncRecord(UUID runId, Instant started, Instant ended, Map<String, Long> written, Map<String, String> changes) {

    SyncRecord(UUID runId, Instant started, Instant ended, Plan plan, Map<String, Long> written) {
        this(
                runId,
                started,
                ended,
                written,
                plan.changes().stream()
                        .filter(change -> change.table().isPresent())
                        .collect(Collectors.groupingBy(
                                change -> change.table().get(),
                                Collectors.mapping(PlannedChange::sentence, Collectors.joining(" ")))));
    }

    long written(String table) {
        return written.getOrDefault(table, 0L);
    }
}
