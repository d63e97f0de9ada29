package dev.sluice.identity.link;

import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** The daily limit as configured, until a test lets an identity gain more or fewer. */
@Alternative
@Singleton
public final class AdjustableLimit implements LinkConfig {

    private final int configured;
    private volatile int mostGainedADay;

    AdjustableLimit() {
        configured = ConfigProvider.getConfig()
                .unwrap(SmallRyeConfig.class)
                .getConfigMapping(LinkConfig.class)
                .mostGainedADay();
        reset();
    }

    @Override
    public int mostGainedADay() {
        return mostGainedADay;
    }

    public void set(int most) {
        mostGainedADay = most;
    }

    /** For whoever tests the same service next. */
    public void reset() {
        mostGainedADay = configured;
    }
}
