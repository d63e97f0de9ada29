package dev.sluice.definitions.testing;

import dev.sluice.definitions.v1.WarehouseReport;
import dev.sluice.sync.v1.CareServiceGrpc.CareServiceImplBase;
import dev.sluice.sync.v1.CheckWarehouseRequest;
import dev.sluice.sync.v1.CheckWarehouseResponse;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sync-worker over real gRPC that finds every warehouse usable, unless it is told otherwise. */
public final class FakeWorker extends CareServiceImplBase implements QuarkusTestResourceLifecycleManager {

    private static final WarehouseReport USABLE =
            WarehouseReport.newBuilder().setUsable(true).build();

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final List<CheckWarehouseRequest> asked = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile WarehouseReport report = USABLE;
    private volatile Optional<StatusRuntimeException> failure = Optional.empty();
    private Server server;

    @Override
    public Map<String, String> start() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .addService(this)
                    .intercept(noting(authorizations))
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("quarkus.grpc.clients.worker.test-port", Integer.toString(server.getPort()));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType() == FakeWorker.class);
    }

    @Override
    public void stop() {
        server.shutdownNow();
    }

    /** Forgets what it was asked and told. */
    public void reset() {
        asked.clear();
        authorizations.clear();
        report = USABLE;
        failure = Optional.empty();
    }

    public void finds(WarehouseReport found) {
        report = found;
    }

    public void failsWith(StatusRuntimeException status) {
        failure = Optional.of(status);
    }

    public List<CheckWarehouseRequest> asked() {
        return List.copyOf(asked);
    }

    /** How callers made themselves known. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private static ServerInterceptor noting(List<String> authorizations) {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                authorizations.add(String.valueOf(headers.get(AUTHORIZATION)));
                return next.startCall(call, headers);
            }
        };
    }

    @Override
    public void checkWarehouse(CheckWarehouseRequest request, StreamObserver<CheckWarehouseResponse> answer) {
        asked.add(request);
        if (failure.isPresent()) {
            answer.onError(failure.get());
            return;
        }
        answer.onNext(CheckWarehouseResponse.newBuilder().setReport(report).build());
        answer.onCompleted();
    }
}
