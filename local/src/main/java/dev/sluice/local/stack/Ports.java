package dev.sluice.local.stack;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.Service;
import dev.sluice.local.console.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The ports of one local Sluice.
 *
 * @param capture where sync-worker takes what SDKs send
 */
public record Ports(int postgres, int capture, Map<Service, Address> services) {

    private static final int GRPC_OFFSET = 10;
    private static final int MANAGEMENT_OFFSET = 20;

    public Ports {
        services = Map.copyOf(services);
    }

    /** The ports that the services take by themselves. */
    static Ports standard() {
        return of(
                free(1).next(),
                List.of(8080, 9000, 8090, 9001, 8091, 9002, 8092).iterator());
    }

    /** Capture at the base, gRPC ten above, health and metrics twenty above: worker, definitions, identity. */
    static Ports from(int base) {
        var grpc = base + GRPC_OFFSET;
        var management = base + MANAGEMENT_OFFSET;
        return of(
                free(1).next(),
                List.of(base, grpc, management, grpc + 1, management + 1, grpc + 2, management + 2)
                        .iterator());
    }

    /** Ports that nobody has now, so that several can run side by side. */
    public static Ports unused() {
        var free = free(8);
        return of(free.next(), free);
    }

    private static Ports of(int postgres, Iterator<Integer> ports) {
        int capture = ports.next();
        var worker = new Address(ports.next(), ports.next());
        var definitions = new Address(ports.next(), ports.next());
        var identity = new Address(ports.next(), ports.next());
        return new Ports(
                postgres,
                capture,
                Map.of(Service.WORKER, worker, Service.DEFINITIONS, definitions, Service.IDENTITY, identity));
    }

    void requireFree() {
        requireFree(Service.WORKER, capture);
        services.forEach((service, address) -> {
            requireFree(service, address.grpc());
            requireFree(service, address.management());
        });
    }

    private static void requireFree(Service service, int port) {
        try (var _ = listen(port)) {
            return;
        } catch (IOException e) {
            throw new CommandFailure(
                    "port %d, which %s needs, is taken; stop what listens there or choose others with --port-base"
                            .formatted(port, service.module()),
                    e);
        }
    }

    /** All are held until the last is found, so that none is given out twice. */
    private static Iterator<Integer> free(int count) {
        var held = new ArrayList<ServerSocket>();
        try {
            while (held.size() < count) {
                held.add(listen(0));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList().iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Ports::close);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        // A port whose last connections still fade away is free enough.
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
