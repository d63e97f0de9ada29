package dev.sluice.worker.segment;

import dev.sluice.worker.segment.SegmentCondition.AllOf;
import dev.sluice.worker.segment.SegmentCondition.AnyOf;
import dev.sluice.worker.segment.SegmentCondition.Behaviour;
import dev.sluice.worker.segment.SegmentCondition.NoneOf;
import dev.sluice.worker.segment.SegmentCondition.UserProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Says who is in a segment the obvious way: asks at every time at which anything can change whether the condition
 * holds, by Kleene's tables and by counting events. Null stands for unknown.
 */
public final class SegmentOracle {

    private SegmentOracle() {}

    public static Membership of(SegmentCondition condition, UserHistory user, Instant asOf) {
        Optional<Instant> entered = Optional.empty();
        Optional<Instant> changes = Optional.empty();
        boolean inNow = isIn(condition, user, asOf);
        for (var time : times(condition, user)) {
            boolean in = isIn(condition, user, time);
            if (!time.isAfter(asOf)) {
                entered = !in ? Optional.empty() : entered.isPresent() ? entered : Optional.of(time);
            } else if (in != inNow && changes.isEmpty()) {
                changes = Optional.of(time);
            }
        }
        return new Membership(entered, changes);
    }

    private static boolean isIn(SegmentCondition condition, UserHistory user, Instant time) {
        return !time.isBefore(user.joindate()) && Boolean.TRUE.equals(holds(condition, user, time));
    }

    private static TreeSet<Instant> times(SegmentCondition condition, UserHistory user) {
        var times = new TreeSet<Instant>();
        times.add(user.joindate());
        user.properties().values().forEach(known -> times.add(known.since()));
        user.events().values().forEach(times::addAll);
        condition.leaves().forEach(leaf -> {
            if (leaf instanceof Behaviour(var event, var _, var within) && within.isPresent()) {
                user.times(event).forEach(time -> times.add(time.plus(within.get())));
            }
        });
        return times;
    }

    private static Boolean holds(SegmentCondition condition, UserHistory user, Instant time) {
        return switch (condition) {
            case AllOf(var parts) ->
                parts.stream().map(part -> holds(part, user, time)).reduce(true, SegmentOracle::and);
            case AnyOf(var parts) ->
                not(parts.stream().map(part -> not(holds(part, user, time))).reduce(true, SegmentOracle::and));
            case NoneOf(var part) -> not(holds(part, user, time));
            case UserProperty(var subject, var test) -> {
                var known = user.known(subject);
                yield time.isBefore(known.since()) ? null : (Boolean) test.met(known.value());
            }
            case Behaviour(var event, var atLeast, var within) -> {
                long count = user.times(event).stream()
                        .filter(at -> !at.isAfter(time) && at.isAfter(time.minus(within.orElse(FOREVER))))
                        .count();
                yield atLeast == 0 ? count == 0 : count >= atLeast;
            }
        };
    }

    private static final Duration FOREVER = Duration.ofDays(100_000);

    private static Boolean not(Boolean known) {
        return known == null ? null : !known;
    }

    private static Boolean and(Boolean one, Boolean other) {
        if (Boolean.FALSE.equals(one) || Boolean.FALSE.equals(other)) {
            return false;
        }
        return one == null || other == null ? null : true;
    }
}
