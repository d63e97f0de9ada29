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
            var services = Map.of(Service.IDENTITY, new Address(free.capture(), taken.getLocalPort()));
            var failure = assertThrows(
                    CommandFailure.class, () -> new Ports(free.postgres(), free.capture(), services).requireFree());
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
        var all = new HashSet<>(List.of(ports.postgres(), ports.capture()));
        ports.services().values().forEach(each -> all.addAll(List.of(each.grpc(), each.management())));
        assertEquals(8, all.size());
    }

    @Test
    void aBaseShiftsAllPorts() {
        var ports = Ports.from(20_000);
        assertEquals(20_000, ports.capture());
        assertEquals(new Address(20_010, 20_020), ports.services().get(Service.WORKER));
        assertEquals(new Address(20_011, 20_021), ports.services().get(Service.DEFINITIONS));
        assertEquals(new Address(20_012, 20_022), ports.services().get(Service.IDENTITY));
    }
}
