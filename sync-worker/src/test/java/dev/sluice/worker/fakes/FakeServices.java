package dev.sluice.worker.fakes;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** Serves what the worker needs of other services over real gRPC; tests get them by a field of the fake's type. */
public final class FakeServices implements QuarkusTestResourceLifecycleManager {

    private final FakeEnvironments environments = new FakeEnvironments();
    private final FakeLedger ledger = new FakeLedger();
    private final FakeIdentity identity = new FakeIdentity(ledger);
    private final FakeWarehouses warehouses = new FakeWarehouses();
    private final FakeSchedules schedules = new FakeSchedules();
    private Server server;

    @Override
    public Map<String, String> start() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .addService(environments)
                    .addService(identity)
                    .addService(ledger)
                    .addService(warehouses)
                    .addService(schedules)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var port = Integer.toString(server.getPort());
        return Map.of(
                "quarkus.grpc.clients.definitions.test-port",
                port,
                "quarkus.grpc.clients.identity.test-port",
                port,
                // Tests look for themselves, when it suits them.
                "sluice.schedule.look-every",
                "off",
                "sluice.run.look-for-dead-every",
                "off",
                // Each test has a write key of its own.
                "sluice.capture.write-keys.lookups-per-second",
                "100000");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(environments, field -> field.getType() == FakeEnvironments.class);
        injector.injectIntoFields(identity, field -> field.getType() == FakeIdentity.class);
        injector.injectIntoFields(ledger, field -> field.getType() == FakeLedger.class);
        injector.injectIntoFields(warehouses, field -> field.getType() == FakeWarehouses.class);
        injector.injectIntoFields(schedules, field -> field.getType() == FakeSchedules.class);
    }

    @Override
    public void stop() {
        server.shutdownNow();
    }
}
