package dev.sluice.worker.capture.key;

import dev.sluice.definitions.v1.EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub;
import dev.sluice.definitions.v1.GetEnvironmentRequest;
import dev.sluice.remote.RemoteService;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks definitions-service whether environments exist. */
@ApplicationScoped
public class KnownEnvironments {

    private static final RemoteService DEFINITIONS = new RemoteService("definitions-service");

    private final EnvironmentsServiceBlockingStub environments;

    KnownEnvironments(@GrpcClient("definitions") EnvironmentsServiceBlockingStub environments) {
        this.environments = environments;
    }

    /** Passes on the ENVIRONMENT_NOT_FOUND of definitions-service where none has the name. */
    public void require(String name) {
        var request = GetEnvironmentRequest.newBuilder().setEnvironment(name).build();
        DEFINITIONS.ask(() -> environments.getEnvironment(request));
    }
}
