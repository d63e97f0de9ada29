package dev.sluice.worker.role;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which part a worker takes. */
@ConfigMapping(prefix = "sluice.worker")
public interface RoleConfig {

    /** {@code all}, {@code capture} or {@code sync}; what is not of the role is answered as if it did not exist. */
    @WithDefault("all")
    Role role();
}
