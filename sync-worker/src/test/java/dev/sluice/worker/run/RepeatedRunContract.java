package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.run.ModelledWarehouse.Deleted;
import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.contract.Contract;
import dev.sluice.worker.warehouse.contract.Engine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/** A run that fails and is run again does what it would have done; a run after a run does nothing. */
@Tag("histories")
public abstract class RepeatedRunContract implements Contract {

    private static final int BATCHES = 3;
    private static final int BATCH_SIZE = 12;

    @RepeatedTest(2)
    void failedRunsAreAsIfTheyHadNotBeen(RepetitionInfo repetition) {
        try (var engine = engine();
                var another = engine.fresh()) {
            failAndRunAgain(repetition.getCurrentRepetition(), engine, another);
        }
    }

    private static void failAndRunAgain(long seed, Engine engine, Engine another) {
        var disturbed = new ModelledWarehouse(engine);
        var undisturbed = new ModelledWarehouse(another);
        for (var batch : new DeletionHistory(new Random(seed)).batches(BATCHES, BATCH_SIZE)) {
            assertThrows(WarehouseFailure.Statement.class, () -> disturbed.runInVain(batch));
            disturbed.run(batch, Deleted.NOBODY);
            undisturbed.run(batch, Deleted.NOBODY);
            assertTrue(disturbed.run(List.of(), Deleted.NOBODY).isEmpty());
        }
        assertEquals(undisturbed.everything(), disturbed.everything());
    }
}
