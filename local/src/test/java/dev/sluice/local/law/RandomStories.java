package dev.sluice.local.law;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random histories of calls, decisions and runs. */
final class RandomStories {

    private static final int MOST_CALLS = 8;

    /** From before a run opens the warehouse to after it has ended, however fast the machine. */
    private static final int SHORTEST_LIFE = 1_500;

    private static final int LONGEST_LIFE = 6_000;

    private static final Arbitrary<NamedEvent> EVENTS = Arbitraries.of(NamedEvent.class);

    private static final Arbitrary<NamedSegment> SEGMENTS = Arbitraries.of(NamedSegment.class);

    /** Lists shrink to any size, but are of the largest at first. */
    private static final RandomDistribution LARGEST = (_, _, largest, _) -> _ -> largest;

    private static final Arbitrary<NamedProperty> PROPERTIES = Arbitraries.of(NamedProperty.class);

    private RandomStories() {}

    static Arbitrary<Story> ofSteps(int size) {
        return steps().list().ofMaxSize(size).withSizeDistribution(LARGEST).map(Story::of);
    }

    /** A killed run costs seconds, so there are few. */
    private static Arbitrary<Step> steps() {
        return Arbitraries.frequencyOf(
                Tuple.of(60, calls()),
                Tuple.of(60, runs()),
                Tuple.of(30, EVENTS.map(Step.SyncOnly::new)),
                Tuple.of(80, eventSteps()),
                Tuple.of(40, segmentSteps()),
                Tuple.of(50, propertySteps()),
                Tuple.of(30, mergeSteps()),
                Tuple.of(3, killedRuns()));
    }

    private static Arbitrary<Step> calls() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        RandomCalls.unnumbered()
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(MOST_CALLS)
                                .map(Step.Capture::new)),
                Tuple.of(1, Arbitraries.integers().between(1, MOST_CALLS).map(Step.CaptureAgain::new)));
    }

    private static Arbitrary<Step> runs() {
        return Arbitraries.frequency(
                        Tuple.of(3, Step.Fills.IN_THE_RUN),
                        Tuple.of(3, Step.Fills.IN_SLICES),
                        Tuple.of(2, Step.Fills.LEFT_GOING))
                .map(Step.Sync::new);
    }

    private static Arbitrary<Step> killedRuns() {
        var lives = Arbitraries.integers().between(SHORTEST_LIFE, LONGEST_LIFE).map(Duration::ofMillis);
        return Combinators.combine(Arbitraries.of(false, true), lives).as(Step.KilledSync::new);
    }

    private static Arbitrary<Step> eventSteps() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, edits()),
                Tuple.of(1, renames()),
                Tuple.of(1, notes()),
                Tuple.of(2, EVENTS.map(EventStep.ArchiveEvent::new)),
                Tuple.of(2, EVENTS.map(EventStep.RestoreEvent::new)),
                Tuple.of(3, EVENTS.map(EventStep.ToggleOff::new)),
                Tuple.of(4, toggles()));
    }

    private static Arbitrary<Step> edits() {
        return EVENTS.flatMap(
                event -> Arbitraries.of(event.meanings()).map(meaning -> new EventStep.Edit(event, meaning)));
    }

    private static Arbitrary<Step> renames() {
        return Combinators.combine(EVENTS, Arbitraries.of("", " (old)")).as(EventStep.Rename::new);
    }

    private static Arbitrary<Step> notes() {
        return Combinators.combine(EVENTS, Arbitraries.of("", "Ask Ann.")).as(EventStep.Annotate::new);
    }

    private static Arbitrary<Step> toggles() {
        var since = Arbitraries.of(List.of(60, 120, 180)).injectNull(0.6);
        return Combinators.combine(EVENTS, since).as(EventStep.ToggleOn::new);
    }

    private static Arbitrary<Step> segmentSteps() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, segmentEdits()),
                Tuple.of(1, SEGMENTS.map(SegmentStep.ArchiveSegment::new)),
                Tuple.of(2, SEGMENTS.map(SegmentStep.RestoreSegment::new)),
                Tuple.of(2, SEGMENTS.map(SegmentStep.ToggleSegmentOff::new)),
                Tuple.of(3, SEGMENTS.map(SegmentStep.ToggleSegmentOn::new)));
    }

    /** The latest merges are no likelier than any, and an undo is restored now and then. */
    private static Arbitrary<Step> mergeSteps() {
        var places = Arbitraries.integers().between(0, 9);
        return Arbitraries.frequencyOf(
                Tuple.of(2, places.map(MergeStep.Undo::new)), Tuple.of(1, places.map(MergeStep.Restore::new)));
    }

    private static Arbitrary<Step> segmentEdits() {
        return Combinators.combine(SEGMENTS, Arbitraries.of(NamedSegment.conditions()))
                .as(SegmentStep.EditSegment::new);
    }

    private static Arbitrary<Step> propertySteps() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, PROPERTIES.map(PropertyStep.ArchiveProperty::new)),
                Tuple.of(4, PROPERTIES.map(PropertyStep.RestoreProperty::new)),
                Tuple.of(2, PROPERTIES.map(PropertyStep.UnsyncProperty::new)),
                Tuple.of(2, PROPERTIES.map(PropertyStep.SyncProperty::new)),
                Tuple.of(1, Arbitraries.just(new PropertyStep.UnsyncNumbers())),
                Tuple.of(1, Arbitraries.just(new PropertyStep.SyncNumbers())),
                Tuple.of(2, PROPERTIES.map(PropertyStep.Backfill::new)));
    }
}
