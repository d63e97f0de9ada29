package dev.sluice.worker.bench.capture;

import dev.sluice.worker.fakes.FakeEnvironments;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A definitions-service that knows one write key. */
record OtherServices(Server server) implements AutoCloseable {

    static final String WRITE_KEY = "benchmark";

    static OtherServices start() throws IOException {
        var environments = new FakeEnvironments();
        environments.know(WRITE_KEY, "main_production");
        return new OtherServices(NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(environments)
                .build()
                .start());
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
