package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.definition.Matchers;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.ReviewCode;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunKind;
import dev.sluice.sync.v1.RunState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table with a long history is filled by a run of its own, beside the one that found it missing. */
final class FillIT {

    private final Shop shop = new Shop();

    @Test
    void newTableIsFilledBesideTheRunThatFoundItMissing() throws IOException, InterruptedException {
        shop.order(50);
        shop.sync();
        shop.definitions.toggleOn(List.of(shop.definitions.define("Order", Matchers.custom("Order"))));
        assertEquals(0, Job.run(shop.access, "-Dsluice.run.fill-beside-from=5", "-Dsluice.run.fill-slice=20"));
        assertEquals(List.of("50"), shop.column("SELECT count(*) FROM \"order\""));
        assertEquals(List.of("50"), shop.column("SELECT count(*) FROM all_events WHERE event_table_name = 'order'"));
        var fill = ofKind(RunKind.RUN_KIND_FILL).getFirst();
        assertEquals(RunState.RUN_STATE_SUCCEEDED, fill.getState(), fill::toString);
        assertTrue(ofKind(RunKind.RUN_KIND_SYNC).stream()
                .anyMatch(sync -> sync.getFillRunId().equals(fill.getId())));
        assertEquals(0, shop.runs().plan().getChangesCount());
    }

    @Test
    void planTellsWhatWillBeFilled() {
        shop.order(3);
        shop.definitions.toggleOn(List.of(shop.definitions.define("Order", Matchers.custom("Order"))));
        var created = shop.runs().plan().getChangesList().stream()
                .filter(change -> change.getTable().equals("order"))
                .findFirst()
                .orElseThrow();
        assertEquals(3, created.getEstimatedRows());
        assertEquals(
                ReviewCode.REVIEW_CODE_CREATES_TABLE, created.getFindings(0).getCode());
    }

    private List<Run> ofKind(RunKind kind) {
        var request = ListRunsRequest.newBuilder()
                .setEnvironment(shop.access.environment())
                .build();
        return shop.client.sync().listRuns(request).getRunsList().stream()
                .filter(run -> run.getKind() == kind)
                .toList();
    }
}
