package dev.sluice.worker.segment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a user is in a segment at a time; a pure function of the condition, what is known of the user, and the time.
 *
 * @param enteredAt since when the condition is known to hold without a break, not before the user joined; empty: the
 *     user is not in the segment
 * @param changesAt when the user will enter or leave if nothing else happens: because events leave the window, say
 */
public record Membership(Optional<Instant> enteredAt, Optional<Instant> changesAt) {

    public static Membership of(SegmentCondition condition, UserHistory user, Instant asOf) {
        var joined = Timeline.unknownBefore(user.joindate(), Truth.TRUE);
        var line = Timeline.allOf(List.of(joined, condition.over(user)));
        return new Membership(line.trueSince(asOf), line.nextChange(asOf));
    }

    /** Not in the segment, and never again without something new. */
    public boolean isNothing() {
        return enteredAt.isEmpty() && changesAt.isEmpty();
    }
}
