package dev.sluice.definitions.segment;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.sluice.definitions.matcher.Comparisons;
import dev.sluice.definitions.matcher.Subjects;
import dev.sluice.definitions.v1.Behaviour;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.wire.StoredJson;
import dev.sluice.errors.Failure;
import java.util.List;

/**
 * Checks the tree of one segment's condition and puts it into the form that is stored. Whether the events it counts
 * exist is for the owner of the segments to say.
 */
final class SegmentConditions {

    private static final int DEEPEST = 32;
    private static final int MOST = 1_000;
    private static final int LARGEST_COUNT = 1_000_000;
    private static final Duration SHORTEST = Durations.fromSeconds(1);
    private static final Duration LONGEST = Durations.fromDays(3_660);

    private int seen;

    private SegmentConditions() {}

    /** The condition without fields unknown to the contract. */
    static SegmentCondition checked(String field, SegmentCondition condition) {
        new SegmentConditions().check(field, condition, 1);
        return StoredJson.parse(StoredJson.print(condition), SegmentCondition.newBuilder())
                .build();
    }

    private void check(String field, SegmentCondition condition, int depth) {
        require(depth <= DEEPEST, field, "must be nested at most 32 deep");
        seen++;
        require(seen <= MOST, field, "is one condition too many: a segment has at most 1,000");
        switch (condition.getKindCase()) {
            case ALL_OF ->
                checkEach(field + ".all_of.conditions", condition.getAllOf().getConditionsList(), depth);
            case ANY_OF ->
                checkEach(field + ".any_of.conditions", condition.getAnyOf().getConditionsList(), depth);
            case NONE_OF -> check(field + ".none_of", condition.getNoneOf(), depth + 1);
            case USER_PROPERTY ->
                Comparisons.check(field + ".user_property", condition.getUserProperty(), Subjects.USER);
            case BEHAVIOUR -> check(field + ".behaviour", condition.getBehaviour());
            case KIND_NOT_SET ->
                throw new Failure.Invalid(field, "must be one of all_of, any_of, none_of, user_property, behaviour");
        }
    }

    private void checkEach(String field, List<SegmentCondition> conditions, int depth) {
        require(!conditions.isEmpty(), field, "must be at least one");
        for (int i = 0; i < conditions.size(); i++) {
            check(field + "[" + i + "]", conditions.get(i), depth + 1);
        }
    }

    private static void check(String field, Behaviour behaviour) {
        int count = behaviour.getAtLeast();
        require(count >= 0 && count <= LARGEST_COUNT, field + ".at_least", "must be 0 to 1,000,000");
        if (behaviour.hasWithin()) {
            checkWithin(field + ".within", behaviour.getWithin());
        }
    }

    /** Events have times in whole microseconds: a finer window could not be told from its neighbours. */
    private static void checkWithin(String field, Duration within) {
        require(
                Durations.isValid(within)
                        && Durations.compare(within, SHORTEST) >= 0
                        && Durations.compare(within, LONGEST) <= 0,
                field,
                "must be 1 second to 3,660 days");
        require(within.getNanos() % 1_000 == 0, field, "must be whole microseconds");
    }

    private static void require(boolean kept, String field, String rule) {
        if (!kept) {
            throw new Failure.Invalid(field, rule);
        }
    }
}
