package dev.sluice.definitions.event;

import dev.sluice.definitions.matcher.Matchers;
import dev.sluice.definitions.v1.CreateEventDefinitionRequest;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.UpdateEventDefinitionRequest;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;
import java.util.Optional;

/** What a caller wants a definition to say; absent is what an update leaves as it is. */
record DefinitionFields(
        Optional<String> name, Optional<Matcher> matcher, Optional<String> category, Optional<String> note) {

    private static final TextRule NAME = TextRule.name(1_024);
    private static final TextRule CATEGORY = TextRule.label(200);
    private static final TextRule NOTE = TextRule.data(0, 4_096);

    static DefinitionFields of(CreateEventDefinitionRequest request) {
        if (!request.hasMatcher()) {
            throw new Failure.Invalid("matcher", "must be given");
        }
        return new DefinitionFields(
                Optional.of(NAME.check("name", request.getName())),
                Optional.of(Matchers.checked("matcher", request.getMatcher())),
                Optional.of(CATEGORY.check("category", request.getCategory())),
                Optional.of(NOTE.check("note", request.getNote())));
    }

    static DefinitionFields of(UpdateEventDefinitionRequest request) {
        return new DefinitionFields(
                request.hasName() ? Optional.of(NAME.check("name", request.getName())) : Optional.empty(),
                request.hasMatcher()
                        ? Optional.of(Matchers.checked("matcher", request.getMatcher()))
                        : Optional.empty(),
                request.hasCategory()
                        ? Optional.of(CATEGORY.check("category", request.getCategory()))
                        : Optional.empty(),
                request.hasNote() ? Optional.of(NOTE.check("note", request.getNote())) : Optional.empty());
    }
}
