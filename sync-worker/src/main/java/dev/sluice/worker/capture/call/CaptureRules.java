package dev.sluice.worker.capture.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** How strict capture is. */
@ConfigMapping(prefix = "sluice.capture.rules")
public interface CaptureRules {

    /** Identities that name nobody, in any case: taken as they are, they would merge strangers. */
    @WithDefault("null,undefined,anonymous,0,nil,none,[object Object]")
    List<String> placeholderIdentities();
}
