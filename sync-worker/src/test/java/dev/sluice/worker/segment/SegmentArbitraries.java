package dev.sluice.worker.segment;

import dev.sluice.worker.match.Test;
import dev.sluice.worker.segment.SegmentCondition.AllOf;
import dev.sluice.worker.segment.SegmentCondition.AnyOf;
import dev.sluice.worker.segment.SegmentCondition.Behaviour;
import dev.sluice.worker.segment.SegmentCondition.NoneOf;
import dev.sluice.worker.segment.SegmentCondition.Subject;
import dev.sluice.worker.segment.SegmentCondition.UserProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Makes conditions over the events 1 and 2, the properties {@code plan} and {@code city}, identity and joindate. */
public final class SegmentArbitraries {

    private SegmentArbitraries() {}

    public static Arbitrary<SegmentCondition> conditions() {
        return Arbitraries.recursive(SegmentArbitraries::leaves, SegmentArbitraries::compounds, 0, 3);
    }

    private static Arbitrary<SegmentCondition> compounds(Arbitrary<SegmentCondition> parts) {
        Arbitrary<List<SegmentCondition>> lists = parts.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(lists.map(AllOf::new), lists.map(AnyOf::new), parts.map(NoneOf::new));
    }

    private static Arbitrary<SegmentCondition> leaves() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, behaviours()), net.jqwik.api.Tuple.of(2, userProperties()));
    }

    private static Arbitrary<SegmentCondition> behaviours() {
        return Combinators.combine(
                        Arbitraries.of(1L, 2L),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 20).optional(0.7))
                .as((event, atLeast, minutes) -> new Behaviour(event, atLeast, within(minutes)));
    }

    private static Optional<Duration> within(Optional<Integer> minutes) {
        return minutes.map(Duration::ofMinutes);
    }

    private static Arbitrary<SegmentCondition> userProperties() {
        var subjects = Arbitraries.of(
                new Subject.Property("plan"),
                new Subject.Property("city"),
                new Subject.Identity(),
                new Subject.Joindate());
        var tests = Arbitraries.of(
                new Test.Equals("a"), new Test.NotEquals("a"), new Test.IsDefined(), new Test.Contains("1"));
        return Combinators.combine(subjects, tests).as(UserProperty::new);
    }
}
