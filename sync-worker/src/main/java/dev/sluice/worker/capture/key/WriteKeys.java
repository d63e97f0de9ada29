package dev.sluice.worker.capture.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.sluice.definitions.v1.EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub;
import dev.sluice.definitions.v1.ResolveWriteKeyRequest;
import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.remote.RemoteService;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells the environment of a write key, as definitions-service knows it. A key that was known goes on working while
 * definitions-service is away; one that was not is {@link Failure.Unavailable} then.
 */
@ApplicationScoped
public class WriteKeys {

    private static final int LONGEST = 255;
    private static final RemoteService DEFINITIONS = new RemoteService("definitions-service");

    private final EnvironmentsServiceBlockingStub environments;
    private final LoadingCache<String, String> known;
    private final Cache<String, Boolean> unknown;

    WriteKeys(@GrpcClient("definitions") EnvironmentsServiceBlockingStub environments, WriteKeyConfig config) {
        this.environments = environments;
        this.known = Caffeine.newBuilder()
                .maximumSize(config.remembered())
                .refreshAfterWrite(config.refreshAfter())
                .executor(task -> Thread.ofVirtual().name("write-key-refresh").start(task))
                .build(new Resolving());
        this.unknown = Caffeine.newBuilder()
                .maximumSize(config.remembered())
                .expireAfterWrite(config.unknownFor())
                .build();
    }

    /** @param writeKey may be null or anything */
    public String environment(String writeKey) {
        if (writeKey == null || writeKey.isBlank()) {
            throw refused("a write key must be given");
        }
        if (writeKey.length() > LONGEST || unknown.getIfPresent(writeKey) != null) {
            throw refused("no environment has this write key");
        }
        var environment = known.get(writeKey);
        if (environment == null) {
            unknown.put(writeKey, true);
            throw refused("no environment has this write key");
        }
        return environment;
    }

    private static Failure refused(String message) {
        return new Failure.Unauthenticated(ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN, message);
    }

    /** Asks definitions-service; null stands for a key that no environment has. */
    private final class Resolving implements CacheLoader<String, String> {

        @Override
        public String load(String writeKey) {
            var request =
                    ResolveWriteKeyRequest.newBuilder().setWriteKey(writeKey).build();
            try {
                return DEFINITIONS
                        .ask(() -> environments.resolveWriteKey(request))
                        .getEnvironment();
            } catch (StatusRuntimeException e) {
                if (GrpcStatuses.reason(e) == ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN) {
                    return null;
                }
                throw e;
            }
        }

        @Override
        public String reload(String writeKey, String environment) {
            try {
                return load(writeKey);
            } catch (Failure.Unavailable | StatusRuntimeException away) {
                return environment;
            }
        }
    }
}
