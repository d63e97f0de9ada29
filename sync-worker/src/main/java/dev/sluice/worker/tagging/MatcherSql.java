package dev.sluice.worker.tagging;

import dev.sluice.worker.match.Condition;
import dev.sluice.worker.match.Condition.Subject;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.match.Matcher.Kind;
import dev.sluice.worker.match.Test;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Staging;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes matchers as a condition on the rows {@code r} of raw events, in which every test is "its value is among those
 * shipped for the test".
 */
final class MatcherSql {

    /** A combo of many combos would make a condition that no engine wants to plan. */
    private static final int MOST_TESTS = 100;

    /** A few values that are known without looking are written out, which spares the engine a join. */
    private static final int MOST_LITERALS = 20;

    /** Instants hardly recur, so there is nothing to gain from their distinct values. */
    private static final Set<String> INSTANTS = Set.of("time", "session_time");

    /** Values that raw rows do not have as event rows do: they are made up by the view. */
    private static final Set<String> OF_THE_VIEW = Set.of("type", "heap_previous_page");

    private static final Set<String> OF_THE_SESSION =
            BuiltIn.SESSION_VALUES.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());

    private static final String ANY = "TRUE";

    private final Map<Long, Matcher> matchers;
    private final Map<String, String> storedNames;
    private final Dialect dialect;
    private final UnaryOperator<String> raw;
    private final Positions positions;
    private final long firstTest;
    private final List<ValueTest> tests = new ArrayList<>();
    private final BitSet narrowing = new BitSet();
    private boolean needsView;

    /** Which events the condition that is being written is asked of. */
    private String ofKind = ANY;

    /**
     * @param raw names relations of the internal schema
     * @param positions of the events that are judged
     * @param firstTest the number that the first test is shipped under
     */
    MatcherSql(
            Map<Long, Matcher> matchers,
            Map<String, String> storedNames,
            Dialect dialect,
            UnaryOperator<String> raw,
            Positions positions,
            long firstTest) {
        this.matchers = matchers;
        this.storedNames = storedNames;
        this.dialect = dialect;
        this.raw = raw;
        this.positions = positions;
        this.firstTest = firstTest;
    }

    /** Thrown where events have to be judged one by one. */
    static final class NotByValues extends Exception {
        private static final long serialVersionUID = 1L;
    }

    String of(long definition) throws NotByValues {
        return of(matchers.get(definition), true);
    }

    /** What the tests are, in the order of their numbers. */
    List<ValueTest> tests() {
        return List.copyOf(tests);
    }

    /** Whether no event meets the definition that does not meet the test. */
    boolean narrows(int test) {
        return narrowing.get(test);
    }

    /** The relation whose rows the conditions are on. */
    String relation() {
        return raw.apply(needsView ? Staging.EVENT_ROWS : Staging.RAW_EVENTS);
    }

    /** @param narrows whether no other matcher would do instead */
    private String of(Matcher matcher, boolean narrows) throws NotByValues {
        String kind = kind(matcher.kind(), narrows);
        if (matcher.where().isEmpty()) {
            return kind;
        }
        ofKind = matcher.kind() instanceof Kind.Combo ? ANY : kind;
        return "%s AND %s".formatted(kind, condition(matcher.where().get(), true, narrows));
    }

    private String kind(Kind kind, boolean narrows) throws NotByValues {
        return switch (kind) {
            case Kind.Pageview _ -> "r.kind = 'pageview'";
            case Kind.Custom(var name) ->
                "r.kind = 'custom' AND " + among("r.name", new ValueTest.Listed(List.of(name)), narrows);
            case Kind.Interaction(var type, var selector) ->
                selector.isEmpty()
                        ? "r.kind = '%s'".formatted(type)
                        : "r.kind = '%s' AND %s"
                                .formatted(
                                        type,
                                        among(
                                                "r.ancestry",
                                                new ValueTest.Judged(
                                                        raw.apply(Staging.RAW_EVENTS),
                                                        "r.ancestry",
                                                        here("r.kind = '%s'".formatted(type)),
                                                        selector.get()::meetsText),
                                                narrows));
            case Kind.Combo(var parts) -> {
                var conditions = new ArrayList<String>();
                for (long part : parts) {
                    conditions.add("(%s)".formatted(of(matchers.get(part), false)));
                }
                yield "(%s)".formatted(String.join(" OR ", conditions));
            }
        };
    }

    /**
     * @param positive false below a "not", where an absent value must not make the condition unknown
     * @param narrows whether no other condition would do instead
     */
    private String condition(Condition condition, boolean positive, boolean narrows) throws NotByValues {
        if (condition.subjects().size() == 1) {
            return ofOneSubject(condition, condition.subjects().iterator().next(), positive, narrows);
        }
        return switch (condition) {
            case Condition.AllOf(var parts) -> joined(" AND ", parts, positive, narrows);
            case Condition.AnyOf(var parts) -> joined(" OR ", parts, positive, false);
            case Condition.NoneOf(var part) -> "NOT (%s)".formatted(condition(part, false, false));
            case Condition.Comparison _ -> throw new IllegalStateException("a comparison has one subject");
        };
    }

    private String joined(String operator, List<Condition> parts, boolean positive, boolean narrows)
            throws NotByValues {
        var conditions = new ArrayList<String>();
        for (var part : parts) {
            conditions.add(condition(part, positive, narrows));
        }
        return conditions.stream().collect(Collectors.joining(operator, "(", ")"));
    }

    private String ofOneSubject(Condition condition, Subject subject, boolean positive, boolean narrows)
            throws NotByValues {
        boolean ofAbsent = condition.ofValue().test(null);
        var expression = expression(subject);
        if (expression == null) {
            return ofAbsent ? "TRUE" : "FALSE";
        }
        boolean narrowsEvents = narrows && !ofAbsent && !isOfTheSession(subject);
        String among = among(expression, test(condition, subject, expression), narrowsEvents);
        if (ofAbsent) {
            return "(%s IS NULL OR %s)".formatted(expression, among);
        }
        return positive ? among : "(%s IS NOT NULL AND %s)".formatted(expression, among);
    }

    private ValueTest test(Condition condition, Subject subject, String expression) {
        return switch (condition) {
            case Condition.Comparison(var _, Test.Equals(var value)) -> new ValueTest.Listed(List.of(value));
            case Condition.Comparison(var _, Test.In(var values)) -> new ValueTest.Listed(values);
            case Condition.Comparison _, Condition.AllOf _, Condition.AnyOf _, Condition.NoneOf _ ->
                new ValueTest.Judged(valuesOf(subject), expression, within(subject), condition.ofValue());
        };
    }

    /** A session's value is that of its first event, which may be of another kind, and have landed at any time. */
    private String valuesOf(Subject subject) {
        if (isOfTheSession(subject)) {
            return raw.apply(Staging.RAW_SESSIONS);
        }
        return raw.apply(isOfTheView(subject) ? Staging.EVENT_ROWS : Staging.RAW_EVENTS);
    }

    private String within(Subject subject) {
        if (isOfTheSession(subject)) {
            return ANY;
        }
        return here(isOfTheView(subject) ? ANY : ofKind);
    }

    private String here(String condition) {
        return positions.condition() + " AND " + condition;
    }

    private static boolean isOfTheSession(Subject subject) {
        return subject instanceof Subject.BuiltIn(var column) && OF_THE_SESSION.contains(column);
    }

    private static boolean isOfTheView(Subject subject) {
        return subject instanceof Subject.BuiltIn(var column) && OF_THE_VIEW.contains(column);
    }

    /** Null for a property that no event ever carried. */
    private String expression(Subject subject) throws NotByValues {
        return switch (subject) {
            case Subject.BuiltIn(var column) -> {
                if (INSTANTS.contains(column)) {
                    throw new NotByValues();
                }
                needsView |= isOfTheView(subject) || isOfTheSession(subject);
                yield "r." + dialect.quote(column);
            }
            case Subject.Property(var key) ->
                storedNames.containsKey(key) ? dialect.property("r", storedNames.get(key), ColumnType.TEXT) : null;
        };
    }

    private String among(String expression, ValueTest test, boolean narrows) throws NotByValues {
        if (test instanceof ValueTest.Listed(var values) && !values.isEmpty() && values.size() <= MOST_LITERALS) {
            return "%s IN (%s)"
                    .formatted(expression, values.stream().map(dialect::text).collect(Collectors.joining(", ")));
        }
        if (tests.size() == MOST_TESTS) {
            throw new NotByValues();
        }
        narrowing.set(tests.size(), narrows);
        tests.add(test);
        return "%s IN (SELECT value FROM %s WHERE test = %d)"
                .formatted(expression, Staging.MET_VALUES, firstTest + tests.size() - 1);
    }
}
