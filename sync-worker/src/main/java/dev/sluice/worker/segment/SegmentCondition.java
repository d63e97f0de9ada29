package dev.sluice.worker.segment;

import dev.sluice.worker.match.Test;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which users belong to a segment, by what is known of them and by what they did. */
public sealed interface SegmentCondition {

    Timeline over(UserHistory user);

    /** The conditions that have no parts. */
    Stream<SegmentCondition> leaves();

    record AllOf(List<SegmentCondition> conditions) implements SegmentCondition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public Timeline over(UserHistory user) {
            return Timeline.allOf(
                    conditions.stream().map(condition -> condition.over(user)).toList());
        }

        @Override
        public Stream<SegmentCondition> leaves() {
            return conditions.stream().flatMap(SegmentCondition::leaves);
        }
    }

    record AnyOf(List<SegmentCondition> conditions) implements SegmentCondition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public Timeline over(UserHistory user) {
            return Timeline.anyOf(
                    conditions.stream().map(condition -> condition.over(user)).toList());
        }

        @Override
        public Stream<SegmentCondition> leaves() {
            return conditions.stream().flatMap(SegmentCondition::leaves);
        }
    }

    record NoneOf(SegmentCondition condition) implements SegmentCondition {
        @Override
        public Timeline over(UserHistory user) {
            return condition.over(user).not();
        }

        @Override
        public Stream<SegmentCondition> leaves() {
            return condition.leaves();
        }
    }

    /** Only the present value is known, and since when: what was before is unknown. */
    record UserProperty(Subject subject, Test test) implements SegmentCondition {
        @Override
        public Timeline over(UserHistory user) {
            var known = user.known(subject);
            return Timeline.unknownBefore(known.since(), Truth.of(test.met(known.value())));
        }

        @Override
        public Stream<SegmentCondition> leaves() {
            return Stream.of(this);
        }
    }

    /** @param atLeast 0: not at all */
    record Behaviour(long definitionId, int atLeast, Optional<Duration> within) implements SegmentCondition {
        @Override
        public Timeline over(UserHistory user) {
            return new EventCount(user.times(definitionId), within).timeline(this::isMet);
        }

        private boolean isMet(int count) {
            return atLeast == 0 ? count == 0 : count >= atLeast;
        }

        @Override
        public Stream<SegmentCondition> leaves() {
            return Stream.of(this);
        }
    }

    /** What a comparison looks at. */
    sealed interface Subject {

        record Identity() implements Subject {}

        record Joindate() implements Subject {}

        /** By the key it was sent with. */
        record Property(String key) implements Subject {}
    }
}
