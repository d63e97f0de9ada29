package dev.sluice.access;

import dev.sluice.readiness.Loopback;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides whether a service may go without tokens: where nobody but this machine reaches it, or where one asked for it. */
@Singleton
class Exposure {

    private final boolean unguarded;
    private final boolean allowed;
    private final String host;

    Exposure(
            Tokens tokens,
            ProviderTokens providerTokens,
            AccessConfig config,
            @ConfigProperty(name = "quarkus.grpc.server.host") String host) {
        this.host = host;
        unguarded = !tokens.areSet() && !providerTokens.areTaken();
        allowed = config.open() || Loopback.is(host);
    }

    /** Whether calls without a token are anybody's. */
    boolean isOpen() {
        return unguarded && allowed;
    }

    /** @throws IllegalStateException where calls could come from elsewhere and nothing says who may make them */
    void check(@Observes StartupEvent start) {
        if (unguarded && !allowed) {
            throw new IllegalStateException(
                    "gRPC listens on " + host + " and no token is taken, so whoever reaches it could"
                            + " change everything; set sluice.access.tokens.<name>.hash and .role, or sluice.access.open=true to"
                            + " have it so");
        }
    }
}
