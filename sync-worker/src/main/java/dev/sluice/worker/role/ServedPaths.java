package dev.sluice.worker.role;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers capture's HTTP paths as unknown where a worker does not capture. */
class ServedPaths {

    private final RoleConfig config;

    ServedPaths(RoleConfig config) {
        this.config = config;
    }

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> refuse() {
        return config.role().captures()
                ? Optional.empty()
                : Optional.of(Response.status(Response.Status.NOT_FOUND).build());
    }
}
