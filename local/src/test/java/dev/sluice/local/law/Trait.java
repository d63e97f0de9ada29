package dev.sluice.local.law;

import dev.sluice.definitions.v1.Comparison;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.definitions.v1.SegmentCondition;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** What users are, by one value of theirs. */
enum Trait implements Who {
    ON_PRO("plan", property("plan", Operator.OPERATOR_EQUALS).addValues("pro"), "pro"::equals),
    NOT_ON_FREE(
            "plan", property("plan", Operator.OPERATOR_NOT_EQUALS).addValues("free"), Predicate.not("free"::equals)),
    ON_A_SMALL_NUMBER("plan", property("plan", Operator.OPERATOR_LESS).addValues("5"), "3"::equals),
    WITH_EMAIL("email", column("email", Operator.OPERATOR_IS_DEFINED), Objects::nonNull),
    IDENTIFIED("identity", column("identity", Operator.OPERATOR_IS_DEFINED), Objects::nonNull),
    JOINED_IN_THE_FIRST_HOUR(
            "joindate",
            column("joindate", Operator.OPERATOR_STARTS_WITH).addValues("2026-03-01T10:"),
            value -> value.startsWith("2026-03-01T10:"));

    private final String subject;
    private final Comparison comparison;
    private final Predicate<String> test;

    Trait(String subject, Comparison.Builder comparison, Predicate<String> test) {
        this.subject = subject;
        this.comparison = comparison.build();
        this.test = test;
    }

    private static Comparison.Builder property(String key, Operator operator) {
        return Comparison.newBuilder().setProperty(key).setOperator(operator);
    }

    private static Comparison.Builder column(String name, Operator operator) {
        return Comparison.newBuilder().setColumn(name).setOperator(operator);
    }

    @Override
    public SegmentCondition condition(Function<NamedEvent, EventDefinition> definitions) {
        return SegmentCondition.newBuilder().setUserProperty(comparison).build();
    }

    @Override
    public Truth at(int minute, Person person) {
        var known = person.known(subject);
        return minute < known.since() ? Truth.UNKNOWN : Truth.of(test.test(known.value()));
    }

    @Override
    public String tell() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
