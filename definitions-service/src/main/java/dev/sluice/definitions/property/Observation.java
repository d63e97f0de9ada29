package dev.sluice.definitions.property;

import dev.sluice.definitions.v1.PropertyObservation;
import dev.sluice.definitions.v1.RegisterPropertiesRequest;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;
import java.util.List;
import java.util.stream.IntStream;

/** A property that a run has seen, with what its values looked like. */
record Observation(PropertyName name, ObservedType type) {

    private static final int MOST = 10_000;
    private static final TextRule KEY = TextRule.data(1, 1_024);

    static List<Observation> of(RegisterPropertiesRequest request) {
        if (request.getObservationsCount() > MOST) {
            throw new Failure.Invalid("observations", "must be at most 10,000");
        }
        return IntStream.range(0, request.getObservationsCount())
                .mapToObj(i -> of("observations[" + i + "]", request.getObservations(i)))
                .toList();
    }

    private static Observation of(String field, PropertyObservation observation) {
        var key = KEY.check(field + ".key", observation.getKey());
        if (key.equalsIgnoreCase("id")) {
            throw new Failure.Invalid(field + ".key", "must not be id, in any case");
        }
        var level = PropertyMessages.level(field + ".level", observation.getLevel());
        var type = PropertyMessages.type(field + ".type", observation.getType());
        return new Observation(new PropertyName(level, key), new ObservedType(type, observation.getWideIntegers()));
    }
}
