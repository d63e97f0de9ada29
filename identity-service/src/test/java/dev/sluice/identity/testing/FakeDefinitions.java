package dev.sluice.identity.testing;

import dev.sluice.definitions.v1.Environment;
import dev.sluice.definitions.v1.EnvironmentsServiceGrpc.EnvironmentsServiceImplBase;
import dev.sluice.definitions.v1.GetEnvironmentRequest;
import dev.sluice.definitions.v1.GetEnvironmentResponse;
import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** A definitions-service over real gRPC that has every environment but {@link #NOWHERE}, and can be away. */
public final class FakeDefinitions extends EnvironmentsServiceImplBase implements QuarkusTestResourceLifecycleManager {

    public static final String NOWHERE = "nowhere";

    private Server server;
    private volatile boolean away;

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.grpc.clients.definitions.test-port", Integer.toString(listen()));
    }

    /** The port. */
    int listen() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .addService(this)
                    .build()
                    .start();
            return server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType() == FakeDefinitions.class);
    }

    @Override
    public void stop() {
        server.shutdownNow();
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public void getEnvironment(GetEnvironmentRequest request, StreamObserver<GetEnvironmentResponse> answer) {
        if (away) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
        } else if (request.getEnvironment().equals(NOWHERE)) {
            answer.onError(GrpcStatuses.toStatus(new Failure.NotFound(
                    ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND, "no environment is named \"nowhere\"")));
        } else {
            answer.onNext(GetEnvironmentResponse.newBuilder()
                    .setEnvironment(Environment.newBuilder().setName(request.getEnvironment()))
                    .build());
            answer.onCompleted();
        }
    }
}
