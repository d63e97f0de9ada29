package dev.sluice.definitions.event;

import dev.sluice.definitions.v1.ArchiveEventDefinitionRequest;
import dev.sluice.definitions.v1.ArchiveEventDefinitionResponse;
import dev.sluice.definitions.v1.CreateEventDefinitionRequest;
import dev.sluice.definitions.v1.CreateEventDefinitionResponse;
import dev.sluice.definitions.v1.EventDefinitionsService;
import dev.sluice.definitions.v1.GetEventDefinitionRequest;
import dev.sluice.definitions.v1.GetEventDefinitionResponse;
import dev.sluice.definitions.v1.ListEventDefinitionRevisionsRequest;
import dev.sluice.definitions.v1.ListEventDefinitionRevisionsResponse;
import dev.sluice.definitions.v1.ListEventDefinitionsRequest;
import dev.sluice.definitions.v1.ListEventDefinitionsResponse;
import dev.sluice.definitions.v1.RestoreEventDefinitionRequest;
import dev.sluice.definitions.v1.RestoreEventDefinitionResponse;
import dev.sluice.definitions.v1.UpdateEventDefinitionRequest;
import dev.sluice.definitions.v1.UpdateEventDefinitionResponse;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers the calls about event definitions. */
@GrpcService
@OnVirtualThread
class EventDefinitionsEndpoint implements EventDefinitionsService {

    private final EventDefinitions definitions;
    private final DefinitionChanges changes;

    EventDefinitionsEndpoint(EventDefinitions definitions, DefinitionChanges changes) {
        this.definitions = definitions;
        this.changes = changes;
    }

    @Override
    public Uni<CreateEventDefinitionResponse> createEventDefinition(CreateEventDefinitionRequest request) {
        var created = changes.create(request.getEnvironment(), DefinitionFields.of(request));
        return Uni.createFrom()
                .item(CreateEventDefinitionResponse.newBuilder()
                        .setEventDefinition(created)
                        .build());
    }

    @Override
    public Uni<GetEventDefinitionResponse> getEventDefinition(GetEventDefinitionRequest request) {
        var definition = definitions.get(request.getId());
        return Uni.createFrom()
                .item(GetEventDefinitionResponse.newBuilder()
                        .setEventDefinition(definition)
                        .build());
    }

    @Override
    public Uni<ListEventDefinitionsResponse> listEventDefinitions(ListEventDefinitionsRequest request) {
        return Uni.createFrom()
                .item(ListEventDefinitionsResponse.newBuilder()
                        .addAllEventDefinitions(definitions.list(request.getEnvironment()))
                        .build());
    }

    @Override
    public Uni<UpdateEventDefinitionResponse> updateEventDefinition(UpdateEventDefinitionRequest request) {
        var updated = changes.update(request.getId(), DefinitionFields.of(request));
        return Uni.createFrom()
                .item(UpdateEventDefinitionResponse.newBuilder()
                        .setEventDefinition(updated)
                        .build());
    }

    @Override
    public Uni<ArchiveEventDefinitionResponse> archiveEventDefinition(ArchiveEventDefinitionRequest request) {
        var archived = changes.archive(request.getId());
        return Uni.createFrom()
                .item(ArchiveEventDefinitionResponse.newBuilder()
                        .setEventDefinition(archived)
                        .build());
    }

    @Override
    public Uni<RestoreEventDefinitionResponse> restoreEventDefinition(RestoreEventDefinitionRequest request) {
        var restored = changes.restore(request.getId());
        return Uni.createFrom()
                .item(RestoreEventDefinitionResponse.newBuilder()
                        .setEventDefinition(restored)
                        .build());
    }

    @Override
    public Uni<ListEventDefinitionRevisionsResponse> listEventDefinitionRevisions(
            ListEventDefinitionRevisionsRequest request) {
        return Uni.createFrom()
                .item(ListEventDefinitionRevisionsResponse.newBuilder()
                        .addAllRevisions(definitions.revisions(request.getId()))
                        .build());
    }
}
