package dev.sluice.local.law;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.law.EventStep.ArchiveEvent;
import dev.sluice.local.law.EventStep.Edit;
import dev.sluice.local.law.EventStep.RestoreEvent;
import dev.sluice.local.law.EventStep.ToggleOff;
import dev.sluice.local.law.EventStep.ToggleOn;
import dev.sluice.local.law.Meaning.Plain;
import dev.sluice.local.law.PropertyStep.Backfill;
import dev.sluice.local.law.PropertyStep.SyncProperty;
import dev.sluice.local.law.PropertyStep.UnsyncProperty;
import dev.sluice.local.law.SegmentStep.EditSegment;
import dev.sluice.local.law.SegmentStep.ToggleSegmentOn;
import dev.sluice.local.law.Step.Fills;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A reader that looks at all tables in a loop, while runs rebuild, move, widen, freeze and restore them, never meets
 * one that is missing, empty, half filled or at odds with the others.
 */
final class ReaderLawIT {

    /** Enough that no table is ever rightly empty. */
    private static final int FIRST_CALLS = 100;

    /** Few: fills go through all of history again and again. */
    private static final int MORE_CALLS = 30;

    private static final List<Step> DECISIONS = List.of(
            new Edit(NamedEvent.FROM_MAIL, Plain.PAGEVIEWS_FROM_ADS),
            new ToggleOn(NamedEvent.BOUGHT, null),
            new ToggleOn(NamedEvent.VIEWED, null),
            new ToggleSegmentOn(NamedSegment.QUIET),
            new UnsyncProperty(NamedProperty.NOTE),
            new Edit(NamedEvent.VIEWED, Plain.CLICKS),
            new ArchiveEvent(NamedEvent.ORDERED),
            new ToggleOff(NamedEvent.SEVERAL),
            new Edit(NamedEvent.BOUGHT, Plain.ORDERS_NOT_FROM_MAIL),
            new EditSegment(NamedSegment.REGULARS, Trait.NOT_ON_FREE),
            new RestoreEvent(NamedEvent.ORDERED),
            new ToggleOn(NamedEvent.SEVERAL, 60),
            new SyncProperty(NamedProperty.NOTE),
            new Backfill(NamedProperty.NOTE),
            new ToggleOn(NamedEvent.NESTED, null),
            new Edit(NamedEvent.ORDERED, Plain.PAGEVIEWS));

    private final World world = new World();
    private int captured;

    @Test
    void readersAlwaysMeetWholeTables() {
        captureAndSync(FIRST_CALLS, Fills.IN_THE_RUN);
        try (var reader = Reader.of(world)) {
            for (var decision : DECISIONS) {
                int before = reader.looks();
                decision.play(world);
                captureAndSync(MORE_CALLS, Fills.IN_SLICES);
                reader.requireContent();
                assertTrue(reader.looks() > before, "the reader looked while the run went on");
            }
        }
    }

    private void captureAndSync(int calls, Fills fills) {
        world.capture(RandomCalls.numbered(RandomCalls.ofSize(calls).sample(), captured));
        captured += calls;
        world.sync(fills);
    }
}
