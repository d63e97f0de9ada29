package dev.sluice.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** Who may call a service, and how it calls the others. */
@ConfigMapping(prefix = "sluice.access")
public interface AccessConfig {

    /** The tokens that are taken, by the names under which their bearers are known. */
    Map<String, Token> tokens();

    /** The token with which this service calls the others; without it, it calls them without any. */
    Optional<String> token();

    /** Whether everybody may call this service who reaches it, where no tokens are set and it listens beyond loopback. */
    @WithDefault("false")
    boolean open();

    /** A token, which is not kept itself. */
    interface Token {

        /** The SHA-256 of the token as 64 hexadecimal digits. */
        String hash();

        /** {@code reader}, {@code editor}, {@code service} or {@code operator}. */
        Role role();
    }
}
