package dev.sluice.identity.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that lets an identity gain so few anonymous users a day that random calls often ask for more. */
public final class LowLimit implements QuarkusTestProfile {

    public static final int MOST_GAINED_A_DAY = 1;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sluice.identity.calls.most-gained-a-day", Integer.toString(MOST_GAINED_A_DAY));
    }
}
