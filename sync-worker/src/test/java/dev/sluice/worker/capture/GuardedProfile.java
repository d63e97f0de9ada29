package dev.sluice.worker.capture;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A worker that takes few calls, and trusts no proxy that tests could be. */
public final class GuardedProfile implements QuarkusTestProfile {

    /** Of calls; so many seconds have to pass for as many more. */
    static final int BURST = 20;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "sluice.capture.rate.calls-per-second", "1",
                "sluice.capture.rate.burst", Integer.toString(BURST),
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.trusted-proxies", "192.0.2.0/24");
    }
}
