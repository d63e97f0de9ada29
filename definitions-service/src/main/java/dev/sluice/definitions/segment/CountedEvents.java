package dev.sluice.definitions.segment;

import dev.sluice.definitions.v1.SegmentCondition;
import java.util.ArrayList;
import java.util.List;

/** Finds every place where a condition counts an event. */
final class CountedEvents {

    private CountedEvents() {}

    /** @param path where in the condition, {@code .all_of.conditions[0].behaviour} */
    record Mention(String path, long definitionId) {}

    static List<Mention> of(SegmentCondition condition) {
        var found = new ArrayList<Mention>();
        collect("", condition, found);
        return found;
    }

    private static void collect(String path, SegmentCondition condition, List<Mention> found) {
        switch (condition.getKindCase()) {
            case ALL_OF ->
                collect(path + ".all_of.conditions", condition.getAllOf().getConditionsList(), found);
            case ANY_OF ->
                collect(path + ".any_of.conditions", condition.getAnyOf().getConditionsList(), found);
            case NONE_OF -> collect(path + ".none_of", condition.getNoneOf(), found);
            case BEHAVIOUR ->
                found.add(new Mention(
                        path + ".behaviour", condition.getBehaviour().getEventDefinitionId()));
            case USER_PROPERTY, KIND_NOT_SET -> {}
        }
    }

    private static void collect(String path, List<SegmentCondition> conditions, List<Mention> found) {
        for (int i = 0; i < conditions.size(); i++) {
            collect(path + "[" + i + "]", conditions.get(i), found);
        }
    }
}
