package dev.sluice.worker.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A visitor has the address that a proxy tells, where the proxy is trusted. */
@QuarkusTest
@TestProfile(ProxiedProfile.class)
@Tag("service")
class TrustedProxyTest extends ForwardedCall {

    @Test
    void theAddressThatATrustedProxyTellsIsTheVisitors() {
        assertEquals(List.of(VISITOR), captured());
    }
}
