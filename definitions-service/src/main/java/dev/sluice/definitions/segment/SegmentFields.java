package dev.sluice.definitions.segment;

import dev.sluice.definitions.v1.CreateSegmentRequest;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.v1.UpdateSegmentRequest;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;
import java.util.Optional;

/** What a caller wants a segment to say; absent is what an update leaves as it is. */
record SegmentFields(Optional<String> name, Optional<SegmentCondition> condition) {

    private static final TextRule NAME = TextRule.name(1_024);

    static SegmentFields of(CreateSegmentRequest request) {
        if (!request.hasCondition()) {
            throw new Failure.Invalid("condition", "must be given");
        }
        return new SegmentFields(Optional.of(name(request.getName())), Optional.of(condition(request.getCondition())));
    }

    static SegmentFields of(UpdateSegmentRequest request) {
        return new SegmentFields(
                request.hasName() ? Optional.of(name(request.getName())) : Optional.empty(),
                request.hasCondition() ? Optional.of(condition(request.getCondition())) : Optional.empty());
    }

    private static String name(String name) {
        return NAME.check("name", name);
    }

    private static SegmentCondition condition(SegmentCondition condition) {
        return SegmentConditions.checked("condition", condition);
    }
}
