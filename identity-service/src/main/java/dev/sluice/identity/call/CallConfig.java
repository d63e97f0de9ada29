package dev.sluice.identity.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** Which calls are let in. */
@ConfigMapping(prefix = "sluice.identity.calls")
interface CallConfig {

    /**
     * Identities that stand for "nobody" in some client's code and would merge strangers. Compared without regard to
     * case and surrounding blanks; a blank identity is always refused.
     */
    @WithDefault("null,undefined,anonymous,0,nil,none,[object Object]")
    Set<String> placeholders();

    /** How far ahead of our clock a call's time may be. */
    @WithDefault("1d")
    Duration latestAhead();
}
