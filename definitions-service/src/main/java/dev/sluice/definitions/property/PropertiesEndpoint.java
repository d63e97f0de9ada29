package dev.sluice.definitions.property;

import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.v1.ArchivePropertyRequest;
import dev.sluice.definitions.v1.ArchivePropertyResponse;
import dev.sluice.definitions.v1.ListPropertiesRequest;
import dev.sluice.definitions.v1.ListPropertiesResponse;
import dev.sluice.definitions.v1.PropertiesService;
import dev.sluice.definitions.v1.RegisterPropertiesRequest;
import dev.sluice.definitions.v1.RegisterPropertiesResponse;
import dev.sluice.definitions.v1.RestorePropertyRequest;
import dev.sluice.definitions.v1.RestorePropertyResponse;
import dev.sluice.definitions.v1.UpdatePropertyRequest;
import dev.sluice.definitions.v1.UpdatePropertyResponse;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers the calls about the property catalog. */
@GrpcService
@OnVirtualThread
class PropertiesEndpoint implements PropertiesService {

    private static final TextRule CATEGORY = TextRule.label(200);

    private final Environments environments;
    private final PropertyCatalog catalog;

    PropertiesEndpoint(Environments environments, PropertyCatalog catalog) {
        this.environments = environments;
        this.catalog = catalog;
    }

    @Override
    public Uni<RegisterPropertiesResponse> registerProperties(RegisterPropertiesRequest request) {
        var properties = catalog.register(request.getEnvironment(), Observation.of(request), request.getValidateOnly());
        return Uni.createFrom()
                .item(RegisterPropertiesResponse.newBuilder()
                        .addAllProperties(properties)
                        .build());
    }

    @Override
    public Uni<ListPropertiesResponse> listProperties(ListPropertiesRequest request) {
        var properties = catalog.list(environments.get(request.getEnvironment()));
        return Uni.createFrom()
                .item(ListPropertiesResponse.newBuilder()
                        .addAllProperties(properties)
                        .build());
    }

    @Override
    public Uni<UpdatePropertyResponse> updateProperty(UpdatePropertyRequest request) {
        var property = request.hasCategory()
                ? catalog.categorize(request.getId(), CATEGORY.check("category", request.getCategory()))
                : catalog.get(request.getId());
        return Uni.createFrom()
                .item(UpdatePropertyResponse.newBuilder().setProperty(property).build());
    }

    @Override
    public Uni<ArchivePropertyResponse> archiveProperty(ArchivePropertyRequest request) {
        var property = catalog.archive(request.getId());
        return Uni.createFrom()
                .item(ArchivePropertyResponse.newBuilder().setProperty(property).build());
    }

    @Override
    public Uni<RestorePropertyResponse> restoreProperty(RestorePropertyRequest request) {
        var property = catalog.restore(request.getId());
        return Uni.createFrom()
                .item(RestorePropertyResponse.newBuilder().setProperty(property).build());
    }
}
