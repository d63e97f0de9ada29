package dev.sluice.worker.match;

import java.util.List;

/** A condition over the values of one raw event. */
public sealed interface Condition {

    boolean holds(EventFacts event);

    record AllOf(List<Condition> conditions) implements Condition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(EventFacts event) {
            return conditions.stream().allMatch(condition -> condition.holds(event));
        }
    }

    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(EventFacts event) {
            return conditions.stream().anyMatch(condition -> condition.holds(event));
        }
    }

    record NoneOf(Condition condition) implements Condition {
        @Override
        public boolean holds(EventFacts event) {
            return !condition.holds(event);
        }
    }

    record Comparison(Subject subject, Test test) implements Condition {
        @Override
        public boolean holds(EventFacts event) {
            return test.met(subject.of(event));
        }
    }

    /** Where a comparison finds its value. */
    sealed interface Subject {

        /** Null when absent. */
        String of(EventFacts event);

        record BuiltIn(String column) implements Subject {
            @Override
            public String of(EventFacts event) {
                return event.column(column);
            }
        }

        record Property(String key) implements Subject {
            @Override
            public String of(EventFacts event) {
                return event.property(key);
            }
        }
    }
}
