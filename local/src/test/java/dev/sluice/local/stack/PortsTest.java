package dev.sluice.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.Service;
import dev.sluice.local.console.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which ports a local Sluice takes. */
final class PortsTest {

    @Test
    void aTakenPortIsNamedWithTheServiceThatNeedsIt() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var free = Ports.unused();
            var services = Map.of(Service.IDENTITY, new Address(taken.getLocalPort(), free.postgres()));
            var failure = assertThrows(CommandFailure.class, () -> new Ports(free.postgres(), services).requireFree());
            assertTrue(
                    failure.getMessage()
                            .startsWith(
                                    "port %d, which identity-service needs, is taken".formatted(taken.getLocalPort())),
                    failure.getMessage());
        }
    }

    @Test
    void unusedPortsAreAllDifferent() {
        var ports = Ports.unused();
        var all = new HashSet<>(List.of(ports.postgres()));
        ports.services().values().forEach(each -> all.addAll(List.of(each.http(), each.grpc())));
        assertEquals(7, all.size());
    }

    @Test
    void aBaseShiftsAllPorts() {
        var ports = Ports.from(20_000);
        assertEquals(new Address(20_000, 20_010), ports.services().get(Service.WORKER));
        assertEquals(new Address(20_001, 20_011), ports.services().get(Service.DEFINITIONS));
        assertEquals(new Address(20_002, 20_012), ports.services().get(Service.IDENTITY));
    }
}
