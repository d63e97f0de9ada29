package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.run.RunRecord.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageClockTest {

    private final AtomicLong now = new AtomicLong();
    private final List<Stage> passedOn = new ArrayList<>();
    private final StageClock clock = new StageClock((stage, _, _, _) -> passedOn.add(stage), now::get);

    private void after(int seconds, Stage stage) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        clock.at(stage, "", 0, 0);
    }

    @Test
    void aStageThatComesAgainCountsInAll() {
        after(1, Stage.LANDING);
        after(2, Stage.PLANNING);
        after(4, Stage.APPLYING);
        after(8, Stage.APPLYING);
        after(16, Stage.LANDING);
        now.addAndGet(Duration.ofSeconds(32).toNanos());
        assertEquals(
                Map.of(
                        Stage.LANDING, Duration.ofSeconds(1 + 2 + 32),
                        Stage.PLANNING, Duration.ofSeconds(4),
                        Stage.APPLYING, Duration.ofSeconds(8 + 16)),
                clock.times());
        assertEquals(List.of(Stage.LANDING, Stage.PLANNING, Stage.APPLYING, Stage.APPLYING, Stage.LANDING), passedOn);
    }
}
