package dev.sluice.worker.capture;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A worker behind a proxy on this machine. */
public final class ProxiedProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.trusted-proxies", "127.0.0.0/8");
    }
}
