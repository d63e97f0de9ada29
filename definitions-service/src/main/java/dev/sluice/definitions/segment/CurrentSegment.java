package dev.sluice.definitions.segment;

import dev.sluice.definitions.v1.DefinitionState;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.wire.StoredJson;
import dev.sluice.wire.Timestamps;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A segment together with its newest condition, as callers see it. */
@RegisterForReflection
record CurrentSegment(SegmentRow row, SegmentCondition condition) {

    /** For the database, which knows the condition as text. */
    CurrentSegment(SegmentRow row, String condition) {
        this(row, StoredJson.parse(condition, SegmentCondition.newBuilder()).build());
    }

    Segment toMessage(String environment) {
        return Segment.newBuilder()
                .setId(row.id)
                .setEnvironment(environment)
                .setName(row.name)
                .setTableName(row.tableName)
                .setCondition(condition)
                .setState(state())
                .setCreatedAt(Timestamps.of(row.createdAt))
                .setRevision(row.revision)
                .setUpdatedAt(Timestamps.of(row.updatedAt))
                .build();
    }

    private DefinitionState state() {
        return row.archived ? DefinitionState.DEFINITION_STATE_ARCHIVED : DefinitionState.DEFINITION_STATE_ACTIVE;
    }
}
