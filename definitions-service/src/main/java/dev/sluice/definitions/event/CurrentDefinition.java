package dev.sluice.definitions.event;

import dev.sluice.definitions.matcher.StoredMatcher;
import dev.sluice.definitions.v1.DefinitionState;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.wire.Timestamps;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A definition together with its newest matcher, as callers see it. */
@RegisterForReflection
record CurrentDefinition(EventDefinitionRow row, Matcher matcher) {

    /** For the database, which knows the matcher as text. */
    CurrentDefinition(EventDefinitionRow row, String matcher) {
        this(row, StoredMatcher.parse(matcher));
    }

    EventDefinition toMessage(String environment) {
        return EventDefinition.newBuilder()
                .setId(row.id)
                .setEnvironment(environment)
                .setName(row.name)
                .setTableName(row.tableName)
                .setMatcher(matcher)
                .setRevision(row.revision)
                .setState(state())
                .setCategory(row.category)
                .setNote(row.note)
                .setCreatedAt(Timestamps.of(row.createdAt))
                .setUpdatedAt(Timestamps.of(row.updatedAt))
                .build();
    }

    private DefinitionState state() {
        return row.archived ? DefinitionState.DEFINITION_STATE_ARCHIVED : DefinitionState.DEFINITION_STATE_ACTIVE;
    }
}
