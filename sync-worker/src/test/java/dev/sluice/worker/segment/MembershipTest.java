package dev.sluice.worker.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.match.Test.Equals;
import dev.sluice.worker.match.Test.IsDefined;
import dev.sluice.worker.match.Test.NotEquals;
import dev.sluice.worker.match.Test.StartsWith;
import dev.sluice.worker.segment.SegmentCondition.AllOf;
import dev.sluice.worker.segment.SegmentCondition.AnyOf;
import dev.sluice.worker.segment.SegmentCondition.Behaviour;
import dev.sluice.worker.segment.SegmentCondition.NoneOf;
import dev.sluice.worker.segment.SegmentCondition.Subject;
import dev.sluice.worker.segment.SegmentCondition.UserProperty;
import dev.sluice.worker.segment.UserHistory.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times are days of a month; the user joined on the 2nd. */
class MembershipTest {

    private static final long ORDER = 7;
    private static final SegmentCondition PRO = new UserProperty(new Subject.Property("plan"), new Equals("pro"));

    @Test
    void userEntersWithTheEventThatMakesTheCount() {
        assertEquals(in(5, null), of(orders(2, null), user(3, 5, 8), 9));
        assertEquals(out(null), of(orders(4, null), user(3, 5, 8), 9));
    }

    @Test
    void eventIsInTheWindowUntilItIsExactlyAsOld() {
        var recent = orders(1, 7);
        assertEquals(in(3, 10), of(recent, user(3), 9));
        assertEquals(out(null), of(recent, user(3), 10));
    }

    @Test
    void laterEventsKeepTheUserIn() {
        assertEquals(in(3, 12), of(orders(1, 7), user(3, 5), 11));
        assertEquals(in(20, 27), of(orders(1, 7), user(3, 5, 20), 21), "after a break the user enters anew");
    }

    @Test
    void notAtAllEndsWithTheFirstEventAndReturnsAfterTheLast() {
        assertEquals(in(2, null), of(orders(0, 7), user(), 9), "since the user joined");
        assertEquals(out(10), of(orders(0, 7), user(3), 9));
        assertEquals(in(10, null), of(orders(0, 7), user(3), 15));
        assertEquals(out(null), of(orders(0, null), user(3), 15));
    }

    @Test
    void eventThatIsDatedInTheFutureCountsFromThenOn() {
        assertEquals(out(12), of(orders(1, 7), user(12), 9));
        assertEquals(in(2, 12), of(orders(0, null), user(12), 9));
    }

    @Test
    void nobodyIsInASegmentBeforeJoining() {
        assertEquals(out(2), of(orders(0, null), user(), 1));
        assertEquals(in(2, null), of(orders(0, null), user(), 2));
    }

    @Test
    void propertyIsUnknownBeforeItWasSet() {
        var user = user(Map.of("plan", new Known("pro", day(6))), 3);
        assertEquals(in(6, null), of(PRO, user, 9));
        assertEquals(out(6), of(PRO, user, 5), "it will have been set by then");
        assertEquals(out(null), of(new NoneOf(PRO), user, 5), "unknown is not false");
    }

    @Test
    void unknownPartsDoNotHideWhatIsKnown() {
        var user = user(Map.of("plan", new Known("pro", day(6))), 3);
        assertEquals(in(3, null), of(new AnyOf(List.of(PRO, orders(1, null))), user, 9));
        assertEquals(in(6, null), of(new AllOf(List.of(PRO, orders(1, null))), user, 9));
        assertEquals(out(null), of(new AllOf(List.of(new NoneOf(PRO), orders(1, null))), user, 9));
    }

    @Test
    void absentPropertyIsKnownToBeAbsentSinceTheUserJoined() {
        assertEquals(out(null), of(PRO, user(), 9));
        assertEquals(in(2, null), of(new NoneOf(PRO), user(), 9));
        var other = new UserProperty(new Subject.Property("plan"), new NotEquals("pro"));
        assertEquals(in(2, null), of(other, user(), 9));
    }

    @Test
    void identityAndJoindateAreKnownSinceTheUserJoined() {
        assertEquals(in(2, null), of(new UserProperty(new Subject.Identity(), new IsDefined()), user(), 9));
        var joined = new UserProperty(new Subject.Joindate(), new StartsWith("2026-03-02T00:00:00.000000Z"));
        assertEquals(in(2, null), of(joined, user(), 9));
    }

    @Test
    void needsAreWhatTheLeavesLookAt() {
        var needs = SegmentNeeds.of(List.of(
                new NoneOf(new AnyOf(List.of(orders(1, 7), PRO))),
                new AllOf(List.of(new UserProperty(new Subject.Identity(), new IsDefined())))));
        assertEquals(new SegmentNeeds(java.util.Set.of(ORDER), java.util.Set.of("plan")), needs);
        assertTrue(out(null).isNothing());
    }

    private static Membership of(SegmentCondition condition, UserHistory user, int day) {
        return Membership.of(condition, user, day(day));
    }

    private static SegmentCondition orders(int atLeast, Integer days) {
        return new Behaviour(ORDER, atLeast, Optional.ofNullable(days).map(Duration::ofDays));
    }

    private static UserHistory user(int... orders) {
        return user(Map.of(), orders);
    }

    private static UserHistory user(Map<String, Known> properties, int... orders) {
        var times = IntStream.of(orders).mapToObj(MembershipTest::day).toList();
        return new UserHistory(day(2), "ann", properties, Map.of(ORDER, times));
    }

    private static Membership in(int entered, Integer changes) {
        return new Membership(
                Optional.of(day(entered)), Optional.ofNullable(changes).map(MembershipTest::day));
    }

    private static Membership out(Integer changes) {
        return new Membership(Optional.empty(), Optional.ofNullable(changes).map(MembershipTest::day));
    }

    private static Instant day(int day) {
        return Instant.parse("2026-03-01T00:00:00Z").plus(Duration.ofDays(day - 1L));
    }
}
