package dev.sluice.worker.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A visitor has the address of who connects, whatever that one says of others. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
@Tag("service")
class UntrustedProxyTest extends ForwardedCall {

    @Test
    void theAddressThatAnybodyTellsIsNotBelieved() {
        assertEquals(List.of("127.0.0.1"), captured());
    }
}
