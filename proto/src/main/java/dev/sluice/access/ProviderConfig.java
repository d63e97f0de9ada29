package dev.sluice.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** An identity provider (OpenID Connect) whose tokens are taken beside those of the settings. */
@ConfigMapping(prefix = "sluice.access.oidc")
interface ProviderConfig {

    /** The provider, as it stands in its tokens; an https address, or one of this machine. Without it no such tokens are taken. */
    Optional<URI> issuer();

    /** Whom its tokens must be meant for, this installation; needed with an issuer. */
    Optional<String> audience();

    /** Where in a token the roles are, with dots between the levels: {@code realm_access.roles}. */
    @WithDefault("sluice_role")
    String roleClaim();

    /** How often the provider's keys are read again; also when a token is of a key that is not known. */
    @WithDefault("5m")
    Duration refreshEvery();
}
