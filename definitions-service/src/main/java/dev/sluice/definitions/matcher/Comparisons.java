package dev.sluice.definitions.matcher;

import dev.sluice.definitions.v1.Comparison;
import dev.sluice.definitions.wire.Quoted;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;

/** Checks one comparison: its subject, and values that suit its operator. */
public final class Comparisons {

    private static final TextRule KEY = TextRule.data(1, 1_024);
    private static final TextRule VALUE = TextRule.data(0, 1_024);

    private Comparisons() {}

    public static void check(String field, Comparison comparison, Subjects subjects) {
        checkSubject(field, comparison, subjects);
        checkCount(field, comparison);
        for (int i = 0; i < comparison.getValuesCount(); i++) {
            checkValue(field + ".values[" + i + "]", comparison, comparison.getValues(i));
        }
    }

    private static void checkSubject(String field, Comparison comparison, Subjects subjects) {
        switch (comparison.getSubjectCase()) {
            case COLUMN -> {
                if (!subjects.columns().contains(comparison.getColumn())) {
                    throw new Failure.Invalid(
                            field + ".column",
                            "must be " + subjects.rule() + ", not " + Quoted.of(comparison.getColumn()));
                }
            }
            case PROPERTY -> KEY.check(field + ".property", comparison.getProperty());
            case SUBJECT_NOT_SET -> throw new Failure.Invalid(field, "must have a column or a property");
        }
    }

    private static void checkCount(String field, Comparison comparison) {
        int count = comparison.getValuesCount();
        var values = field + ".values";
        switch (comparison.getOperator()) {
            case OPERATOR_IS_DEFINED -> require(count == 0, values, "must be none");
            case OPERATOR_IN -> require(count >= 1, values, "must be at least one");
            case OPERATOR_EQUALS,
                    OPERATOR_NOT_EQUALS,
                    OPERATOR_CONTAINS,
                    OPERATOR_STARTS_WITH,
                    OPERATOR_ENDS_WITH,
                    OPERATOR_GLOB,
                    OPERATOR_REGEX,
                    OPERATOR_LESS,
                    OPERATOR_LESS_OR_EQUAL,
                    OPERATOR_GREATER,
                    OPERATOR_GREATER_OR_EQUAL -> require(count == 1, values, "must be exactly one");
            case OPERATOR_UNSPECIFIED, UNRECOGNIZED ->
                throw new Failure.Invalid(field + ".operator", "must be one of the operators");
        }
    }

    private static void checkValue(String field, Comparison comparison, String value) {
        VALUE.check(field, value);
        switch (comparison.getOperator()) {
            case OPERATOR_REGEX -> Regexes.check(field, value);
            case OPERATOR_GLOB -> require(!endsInEscape(value), field, "must not end with a lone \\");
            case OPERATOR_EQUALS,
                    OPERATOR_NOT_EQUALS,
                    OPERATOR_CONTAINS,
                    OPERATOR_STARTS_WITH,
                    OPERATOR_ENDS_WITH,
                    OPERATOR_LESS,
                    OPERATOR_LESS_OR_EQUAL,
                    OPERATOR_GREATER,
                    OPERATOR_GREATER_OR_EQUAL,
                    OPERATOR_IN,
                    OPERATOR_IS_DEFINED,
                    OPERATOR_UNSPECIFIED,
                    UNRECOGNIZED -> {}
        }
    }

    private static boolean endsInEscape(String glob) {
        int escapes = 0;
        while (escapes < glob.length() && glob.charAt(glob.length() - 1 - escapes) == '\\') {
            escapes++;
        }
        return escapes % 2 == 1;
    }

    private static void require(boolean kept, String field, String rule) {
        if (!kept) {
            throw new Failure.Invalid(field, rule);
        }
    }
}
