package dev.sluice.definitions.event;

import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import jakarta.enterprise.context.ApplicationScoped;

/** Checks a combo's parts: all are there, and none leads back to the combo. Needs the environment's lock. */
@ApplicationScoped
class ComboParts {

    private static final String FIELD = "matcher.combo.event_definition_ids";

    private final EventDefinitionStore store;

    ComboParts(EventDefinitionStore store) {
        this.store = store;
    }

    void checkNew(LockedEnvironment environment, Matcher matcher) {
        check(environment, matcher, null);
    }

    void check(LockedEnvironment environment, Matcher matcher, Long combo) {
        var parts = matcher.getCombo().getEventDefinitionIdsList();
        var reached = store.withParts(environment.id(), parts);
        for (int i = 0; i < parts.size(); i++) {
            if (!reached.containsKey(parts.get(i))) {
                throw new Failure.NotFound(
                        ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND,
                        FIELD + "[" + i + "] names no event definition of the environment");
            }
        }
        if (combo != null && reached.containsKey(combo)) {
            throw new Failure.Invalid(
                    ErrorReason.ERROR_REASON_COMBO_CYCLE, FIELD, "must not lead back to the combo itself");
        }
    }
}
