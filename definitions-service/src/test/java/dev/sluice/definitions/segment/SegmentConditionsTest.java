package dev.sluice.definitions.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;
import dev.sluice.definitions.v1.SegmentAllOf;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.errors.Failure;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentConditionsTest {

    private static final SegmentCondition DID = condition("behaviour { event_definition_id: 1 at_least: 1 }");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_property { property: 'plan' operator: OPERATOR_EQUALS values: 'pro' }",
                "user_property { column: 'identity' operator: OPERATOR_ENDS_WITH values: '@shop.example' }",
                "user_property { column: 'handle' operator: OPERATOR_IS_DEFINED }",
                "user_property { column: 'email' operator: OPERATOR_REGEX values: '^a+@' }",
                "user_property { column: 'joindate' operator: OPERATOR_LESS values: '2026-01-01T00:00:00Z' }",
                "behaviour { event_definition_id: 7 }",
                "behaviour { event_definition_id: 7 at_least: 1000000 within { seconds: 1 } }",
                "behaviour { event_definition_id: 7 at_least: 1 within { seconds: 316224000 } }",
                "behaviour { event_definition_id: 7 at_least: 1 within { seconds: 1 nanos: 1000 } }",
                "none_of { any_of { conditions { behaviour { event_definition_id: 7 } }"
                        + " conditions { all_of { conditions { behaviour { event_definition_id: 8 } } } } } }"
            })
    void conditionIsKeptAsGiven(String text) {
        assertEquals(condition(text), checked(condition(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            `` ~ FIELD_INVALID ~ condition
            none_of {} ~ FIELD_INVALID ~ condition.none_of
            all_of {} ~ FIELD_INVALID ~ condition.all_of.conditions
            any_of { conditions { all_of {} } } ~ FIELD_INVALID ~ condition.any_of.conditions[0].all_of.conditions
            user_property {} ~ FIELD_INVALID ~ condition.user_property
            user_property { column: 'user_id' operator: OPERATOR_EQUALS values: '1' } ~ FIELD_INVALID ~ condition.user_property.column
            user_property { column: 'last_modified' operator: OPERATOR_IS_DEFINED } ~ FIELD_INVALID ~ condition.user_property.column
            user_property { column: 'path' operator: OPERATOR_IS_DEFINED } ~ FIELD_INVALID ~ condition.user_property.column
            user_property { property: '' operator: OPERATOR_IS_DEFINED } ~ FIELD_INVALID ~ condition.user_property.property
            user_property { property: 'p' values: 'x' } ~ FIELD_INVALID ~ condition.user_property.operator
            user_property { property: 'p' operator: OPERATOR_EQUALS } ~ FIELD_INVALID ~ condition.user_property.values
            user_property { property: 'p' operator: OPERATOR_EQUALS values: '\\000' } ~ FIELD_INVALID ~ condition.user_property.values[0]
            user_property { property: 'p' operator: OPERATOR_REGEX values: '[a' } ~ REGEX_INVALID ~ condition.user_property.values[0]
            behaviour { event_definition_id: 1 at_least: -1 } ~ FIELD_INVALID ~ condition.behaviour.at_least
            behaviour { event_definition_id: 1 at_least: 1000001 } ~ FIELD_INVALID ~ condition.behaviour.at_least
            behaviour { event_definition_id: 1 within {} } ~ FIELD_INVALID ~ condition.behaviour.within
            behaviour { event_definition_id: 1 within { nanos: 999999999 } } ~ FIELD_INVALID ~ condition.behaviour.within
            behaviour { event_definition_id: 1 within { seconds: -5 } } ~ FIELD_INVALID ~ condition.behaviour.within
            behaviour { event_definition_id: 1 within { seconds: 5 nanos: -1 } } ~ FIELD_INVALID ~ condition.behaviour.within
            behaviour { event_definition_id: 1 within { seconds: 316224000 nanos: 1000 } } ~ FIELD_INVALID ~ condition.behaviour.within
            behaviour { event_definition_id: 1 within { seconds: 1 nanos: 1 } } ~ FIELD_INVALID ~ condition.behaviour.within
            """)
    void badConditionIsRefusedByItsExactPath(String text, String reason, String field) {
        var refusal = assertThrows(Failure.Invalid.class, () -> checked(condition(text)));
        assertEquals("ERROR_REASON_" + reason, refusal.reason().name());
        assertEquals(field, refusal.field());
        assertTrue(refusal.getMessage().startsWith(field + " must "), refusal.getMessage());
    }

    @Test
    void conditionsNestThirtyTwoDeepAndNoDeeper() {
        assertEquals(nested(31), checked(nested(31)));
        var refusal = assertThrows(Failure.Invalid.class, () -> checked(nested(32)));
        assertEquals("condition" + ".all_of.conditions[0]".repeat(32), refusal.field());
    }

    @Test
    void segmentHasAtMostAThousandConditions() {
        assertEquals(wide(999), checked(wide(999)));
        var refusal = assertThrows(Failure.Invalid.class, () -> checked(wide(1_000)));
        assertEquals("condition.all_of.conditions[999]", refusal.field());
    }

    @Test
    void fieldsUnknownToTheContractAreDropped() {
        var unknown = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        assertEquals(DID, checked(DID.toBuilder().setUnknownFields(unknown).build()));
    }

    private static SegmentCondition checked(SegmentCondition condition) {
        return SegmentConditions.checked("condition", condition);
    }

    private static SegmentCondition nested(int levels) {
        return Stream.iterate(DID, SegmentConditionsTest::allOf)
                .skip(levels)
                .findFirst()
                .orElseThrow();
    }

    private static SegmentCondition allOf(SegmentCondition inner) {
        return SegmentCondition.newBuilder()
                .setAllOf(SegmentAllOf.newBuilder().addConditions(inner))
                .build();
    }

    private static SegmentCondition wide(int count) {
        return SegmentCondition.newBuilder()
                .setAllOf(SegmentAllOf.newBuilder().addAllConditions(Collections.nCopies(count, DID)))
                .build();
    }

    private static SegmentCondition condition(String text) {
        try {
            return TextFormat.parse(text, SegmentCondition.class);
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
