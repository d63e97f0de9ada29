package dev.sluice.worker.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.segment.UserHistory.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Who is in a segment, since when and until when is what asking at every moment says. */
class MembershipLawTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Property(tries = 3_000)
    void membershipIsWhatAskingAtEveryMomentSays(
            @ForAll("conditions") SegmentCondition condition,
            @ForAll("users") UserHistory user,
            @ForAll @IntRange(max = 70) int minute) {
        var asOf = minute(minute);
        assertEquals(SegmentOracle.of(condition, user, asOf), Membership.of(condition, user, asOf));
    }

    /** So that a user who is not looked at before that time is not looked at too late. */
    @Property(tries = 1_000)
    void nothingChangesBeforeItIsSaidTo(
            @ForAll("conditions") SegmentCondition condition,
            @ForAll("users") UserHistory user,
            @ForAll @IntRange(max = 70) int minute) {
        var now = Membership.of(condition, user, minute(minute));
        for (int later = minute; later < 100; later++) {
            if (now.changesAt().isPresent()
                    && !minute(later).isBefore(now.changesAt().get())) {
                break;
            }
            assertEquals(now, Membership.of(condition, user, minute(later)));
        }
    }

    @Provide
    Arbitrary<SegmentCondition> conditions() {
        return SegmentArbitraries.conditions();
    }

    @Provide
    Arbitrary<UserHistory> users() {
        return Combinators.combine(minutes(), Arbitraries.of("a", "b1").injectNull(0.3), properties(), times(), times())
                .as((joined, identity, properties, first, second) ->
                        new UserHistory(joined, identity, properties, Map.of(1L, first, 2L, second)));
    }

    private static Arbitrary<Map<String, Known>> properties() {
        var known = Combinators.combine(Arbitraries.of("a", "b1"), minutes()).as(Known::new);
        return Arbitraries.maps(Arbitraries.of("plan", "city"), known).ofMaxSize(2);
    }

    private static Arbitrary<List<Instant>> times() {
        return minutes()
                .list()
                .ofMaxSize(8)
                .map(times -> times.stream().sorted().toList());
    }

    private static Arbitrary<Instant> minutes() {
        return Arbitraries.integers().between(0, 60).map(MembershipLawTest::minute);
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
