package dev.sluice.definitions.matcher;

import dev.sluice.definitions.v1.Condition;
import dev.sluice.errors.Failure;
import java.util.List;

/** Checks the tree of conditions of one matcher, and that the tree stays of a size one can evaluate. */
final class ConditionCheck {

    private static final int DEEPEST = 32;
    private static final int MOST = 1_000;

    private int seen;

    void check(String field, Condition condition) {
        check(field, condition, 1);
    }

    private void check(String field, Condition condition, int depth) {
        if (depth > DEEPEST) {
            throw new Failure.Invalid(field, "must be nested at most 32 deep");
        }
        seen++;
        if (seen > MOST) {
            throw new Failure.Invalid(field, "is one condition too many: a matcher has at most 1,000");
        }
        switch (condition.getKindCase()) {
            case ALL_OF ->
                checkEach(field + ".all_of.conditions", condition.getAllOf().getConditionsList(), depth);
            case ANY_OF ->
                checkEach(field + ".any_of.conditions", condition.getAnyOf().getConditionsList(), depth);
            case NONE_OF -> check(field + ".none_of", condition.getNoneOf(), depth + 1);
            case COMPARISON -> Comparisons.check(field + ".comparison", condition.getComparison(), Subjects.EVENT);
            case KIND_NOT_SET -> throw new Failure.Invalid(field, "must be one of all_of, any_of, none_of, comparison");
        }
    }

    private void checkEach(String field, List<Condition> conditions, int depth) {
        if (conditions.isEmpty()) {
            throw new Failure.Invalid(field, "must be at least one");
        }
        for (int i = 0; i < conditions.size(); i++) {
            check(field + "[" + i + "]", conditions.get(i), depth + 1);
        }
    }
}
