package dev.sluice.local.stack;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for what tests start. Each of the test JVMs that run at a time has a range of its own, below what systems give out
 * by themselves: the port of a service that is killed is free for a while, and nobody else may take it.
 */
public final class TestPorts {

    private static final int FIRST = 10_000;
    private static final int RANGE = 5_000;
    private static final int MINE = FIRST + RANGE * (Integer.getInteger("sluice.test.fork", 1) - 1);

    private static int next = ThreadLocalRandom.current().nextInt(RANGE);

    private TestPorts() {}

    public static Ports unused() {
        return new Ports(
                take(),
                take(),
                Map.of(
                        Service.WORKER, new Address(take(), take()),
                        Service.DEFINITIONS, new Address(take(), take()),
                        Service.IDENTITY, new Address(take(), take())));
    }

    private static synchronized int take() {
        int port;
        do {
            port = MINE + next;
            next = (next + 1) % RANGE;
        } while (!isFree(port));
        return port;
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
