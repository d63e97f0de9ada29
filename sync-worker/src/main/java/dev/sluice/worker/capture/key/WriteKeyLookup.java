package dev.sluice.worker.capture.key;

import dev.sluice.definitions.v1.EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub;
import dev.sluice.definitions.v1.ResolveWriteKeyRequest;
import dev.sluice.definitions.v1.ResolveWriteKeyResponse;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.remote.RemoteService;
import dev.sluice.wire.Timestamps;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Asks definitions-service for write keys. */
@ApplicationScoped
class WriteKeyLookup {

    private static final RemoteService DEFINITIONS = new RemoteService("definitions-service");

    private final EnvironmentsServiceBlockingStub environments;
    private final InstantSource clock;

    WriteKeyLookup(@GrpcClient("definitions") EnvironmentsServiceBlockingStub environments, InstantSource clock) {
        this.environments = environments;
        this.clock = clock;
    }

    /** Null for a key that no environment has. */
    KnownKey find(String writeKey) {
        var request = ResolveWriteKeyRequest.newBuilder().setWriteKey(writeKey).build();
        try {
            return known(DEFINITIONS.ask(() -> environments.resolveWriteKey(request)));
        } catch (StatusRuntimeException e) {
            if (GrpcStatuses.reason(e) == ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN) {
                return null;
            }
            throw e;
        }
    }

    private KnownKey known(ResolveWriteKeyResponse response) {
        var expiresAt = response.hasExpiresAt() ? Timestamps.instant(response.getExpiresAt()) : null;
        return new KnownKey(response.getEnvironment(), expiresAt, clock.instant());
    }
}
