package dev.sluice.local.segment;

import dev.sluice.definitions.v1.Behaviour;
import dev.sluice.definitions.v1.Comparison;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.definitions.v1.SegmentAllOf;
import dev.sluice.definitions.v1.SegmentCondition;
import java.time.Duration;
import java.util.List;

/** The conditions that most segments need. */
final class SegmentConditions {

    private SegmentConditions() {}

    static SegmentCondition allOf(List<SegmentCondition> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : SegmentCondition.newBuilder()
                        .setAllOf(SegmentAllOf.newBuilder().addAllConditions(parts))
                        .build();
    }

    /** @param within null for ever */
    static SegmentCondition did(EventDefinition event, int atLeast, Duration within) {
        var behaviour =
                Behaviour.newBuilder().setEventDefinitionId(event.getId()).setAtLeast(atLeast);
        if (within != null) {
            behaviour.setWithin(com.google.protobuf.Duration.newBuilder().setSeconds(within.toSeconds()));
        }
        return SegmentCondition.newBuilder().setBehaviour(behaviour).build();
    }

    static SegmentCondition has(String property, String value) {
        return SegmentCondition.newBuilder()
                .setUserProperty(Comparison.newBuilder()
                        .setProperty(property)
                        .setOperator(Operator.OPERATOR_EQUALS)
                        .addValues(value))
                .build();
    }
}
