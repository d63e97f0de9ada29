package dev.sluice.worker.membership;

import dev.sluice.worker.membership.EvaluatedUsers.Row;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.segment.Membership;
import dev.sluice.worker.segment.SegmentCondition;
import dev.sluice.worker.segment.UserHistory;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Asks of one user after the other in which segments the user is, and ships the verdicts. Users come in ranges, each
 * with the events of one user at a time: memory holds neither all users nor all events.
 *
 * @param anew conditions asked of every user, by segment id
 * @param followed conditions asked of candidates only
 */
record Evaluation(
        Warehouse warehouse, Map<Long, SegmentCondition> anew, Map<Long, SegmentCondition> followed, Instant asOf) {

    private static final int VERDICTS = 200_000;
    private static final int FEWEST_USERS = 500;
    private static final int MOST_USERS = 50_000;

    boolean isEmpty() {
        return anew.isEmpty() && followed.isEmpty();
    }

    void over(EvaluatedUsers users, long count) {
        int range = Math.clamp(VERDICTS / (anew.size() + followed.size()), FEWEST_USERS, MOST_USERS);
        for (long after = 0; after < count; after += range) {
            ship(verdicts(users, after, after + range));
        }
    }

    private List<List<?>> verdicts(EvaluatedUsers users, long after, long until) {
        var rows = new ArrayList<Row>();
        users.read(after, until, rows::add);
        var walk = new Walk(rows.iterator());
        users.readEvents(after, until, walk::add);
        return walk.finish();
    }

    /** A result that is still being read would not survive a load on the same connection, hence one after the other. */
    private void ship(List<List<?>> verdicts) {
        try (var load = warehouse.load(Staging.SEGMENT_VERDICTS)) {
            verdicts.forEach(load::add);
        }
    }

    /** Goes through users and events side by side; a user is judged when the events of the next one begin. */
    private final class Walk {
        private final Iterator<Row> users;
        private final List<List<?>> verdicts = new ArrayList<>();
        private final Map<Long, List<Instant>> events = new HashMap<>();
        private Row user;

        Walk(Iterator<Row> users) {
            this.users = users;
            next();
        }

        private void next() {
            user = users.hasNext() ? users.next() : null;
            events.clear();
        }

        void add(long place, long definitionId, Instant time) {
            while (user.place() < place) {
                judge();
            }
            events.computeIfAbsent(definitionId, _ -> new ArrayList<>()).add(time);
        }

        List<List<?>> finish() {
            while (user != null) {
                judge();
            }
            return verdicts;
        }

        private void judge() {
            var history = new UserHistory(user.joindate(), user.identity(), user.properties(), events);
            judge(anew, history);
            if (user.candidate()) {
                judge(followed, history);
            }
            next();
        }

        private void judge(Map<Long, SegmentCondition> conditions, UserHistory history) {
            conditions.forEach((segment, condition) -> {
                var membership = Membership.of(condition, history, asOf);
                if (!membership.isNothing()) {
                    verdicts.add(Arrays.asList(
                            segment,
                            user.userId(),
                            membership.enteredAt().orElse(null),
                            membership.changesAt().orElse(null),
                            asOf));
                }
            });
        }
    }
}
