package dev.sluice.identity.testing;

import dev.sluice.identity.link.AdjustableLimit;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/**
 * A service that lets an identity gain one anonymous user a day, fewer than random calls ask for, unless a test says how
 * many.
 */
public final class LowLimit implements QuarkusTestProfile {

    public static final Map<String, String> SETTINGS = Map.of("sluice.identity.calls.most-gained-a-day", "1");

    @Override
    public Map<String, String> getConfigOverrides() {
        return SETTINGS;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(AdjustableLimit.class);
    }
}
