package dev.sluice.worker.role;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.capture.v1.CaptureServiceGrpc;
import dev.sluice.sync.v1.CareServiceGrpc;
import dev.sluice.sync.v1.PrivacyServiceGrpc;
import dev.sluice.sync.v1.SyncServiceGrpc;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoleTest {

    private static final String HEALTH = "grpc.health.v1.Health";
    private static final Map<Role, List<String>> SERVED = Map.of(
            Role.ALL,
                    List.of(
                            CaptureServiceGrpc.SERVICE_NAME,
                            SyncServiceGrpc.SERVICE_NAME,
                            CareServiceGrpc.SERVICE_NAME,
                            PrivacyServiceGrpc.SERVICE_NAME,
                            HEALTH),
            Role.CAPTURE, List.of(CaptureServiceGrpc.SERVICE_NAME, HEALTH),
            Role.SYNC,
                    List.of(
                            SyncServiceGrpc.SERVICE_NAME,
                            CareServiceGrpc.SERVICE_NAME,
                            PrivacyServiceGrpc.SERVICE_NAME,
                            HEALTH));

    @Test
    void aRoleServesItsPartAndHealth() {
        for (var role : Role.values()) {
            var served = Stream.of(
                            CaptureServiceGrpc.SERVICE_NAME,
                            SyncServiceGrpc.SERVICE_NAME,
                            CareServiceGrpc.SERVICE_NAME,
                            PrivacyServiceGrpc.SERVICE_NAME,
                            HEALTH)
                    .filter(role::serves)
                    .toList();
            assertEquals(SERVED.get(role), served, role.name());
        }
    }
}
