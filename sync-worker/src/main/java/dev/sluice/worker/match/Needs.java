package dev.sluice.worker.match;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Which values of an event a set of matchers looks at, so that no other has to be read. */
public record Needs(Set<String> columns, Set<String> properties, boolean ancestry) {

    public static Needs of(Collection<Matcher> matchers) {
        var columns = new TreeSet<String>();
        var properties = new TreeSet<String>();
        matchers.forEach(matcher -> matcher.where().ifPresent(condition -> collect(condition, columns, properties)));
        return new Needs(
                Set.copyOf(columns), Set.copyOf(properties), matchers.stream().anyMatch(Needs::selects));
    }

    /** The same, and the time. */
    public Needs withTime() {
        var more = new TreeSet<>(columns);
        more.add("time");
        return new Needs(Set.copyOf(more), properties, ancestry);
    }

    private static boolean selects(Matcher matcher) {
        return matcher.kind() instanceof Matcher.Kind.Interaction(var _, var selector) && selector.isPresent();
    }

    private static void collect(Condition condition, Set<String> columns, Set<String> properties) {
        for (var subject : condition.subjects()) {
            switch (subject) {
                case Condition.Subject.BuiltIn(var column) -> columns.add(column);
                case Condition.Subject.Property(var key) -> properties.add(key);
            }
        }
    }
}
