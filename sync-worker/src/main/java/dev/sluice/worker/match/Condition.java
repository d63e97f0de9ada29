package dev.sluice.worker.match;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A condition over the values of one raw event. */
public sealed interface Condition {

    boolean holds(EventFacts event);

    /** The attributes that decide. */
    Set<Subject> subjects();

    /** What a condition with one subject says of a value of it, null when absent. */
    default Predicate<String> ofValue() {
        return value -> holds(new OneValue(value));
    }

    private static Set<Subject> subjects(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(condition -> condition.subjects().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    record AllOf(List<Condition> conditions) implements Condition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(EventFacts event) {
            return conditions.stream().allMatch(condition -> condition.holds(event));
        }

        @Override
        public Set<Subject> subjects() {
            return Condition.subjects(conditions);
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

        @Override
        public Set<Subject> subjects() {
            return Condition.subjects(conditions);
        }
    }

    record NoneOf(Condition condition) implements Condition {
        @Override
        public boolean holds(EventFacts event) {
            return !condition.holds(event);
        }

        @Override
        public Set<Subject> subjects() {
            return condition.subjects();
        }
    }

    record Comparison(Subject subject, Test test) implements Condition {
        @Override
        public boolean holds(EventFacts event) {
            return test.met(subject.of(event));
        }

        @Override
        public Set<Subject> subjects() {
            return Set.of(subject);
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
