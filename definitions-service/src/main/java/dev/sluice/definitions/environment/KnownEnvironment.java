package dev.sluice.definitions.environment;

import dev.sluice.definitions.v1.Environment;
import dev.sluice.wire.Timestamps;

/** An environment that is there, with the id by which other rows refer to it. */
public record KnownEnvironment(long id, Environment message) {

    static KnownEnvironment of(EnvironmentRow row) {
        return new KnownEnvironment(
                row.id,
                Environment.newBuilder()
                        .setName(row.name)
                        .setProject(row.project)
                        .setStage(row.stage)
                        .setCreatedAt(Timestamps.of(row.createdAt))
                        .setRevision(row.revision)
                        .build());
    }

    public String name() {
        return message.getName();
    }
}
