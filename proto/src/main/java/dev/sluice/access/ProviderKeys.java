package dev.sluice.access;

import dev.sluice.errors.Failure;
import dev.sluice.readiness.Loopback;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The keys with which an identity provider signs. They are read beside the calls, never during one, since calls are
 * admitted on threads that must not wait; those that are known stay while the provider is away.
 */
@Singleton
class ProviderKeys implements VerificationKeyResolver {

    private static final Logger LOG = Logger.getLogger(ProviderKeys.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** A token of an unknown key makes the keys be read again, but not as often as somebody sends such tokens. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);

    private final ProviderConfig config;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile List<JsonWebKey> keys = List.of();
    private volatile long readAt = System.nanoTime() - Duration.ofDays(1).toNanos();

    ProviderKeys(ProviderConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent start) {
        if (config.issuer().isPresent()) {
            readAfter(Duration.ZERO);
        }
    }

    /** Has the keys read again where it is time. @throws Failure.Unavailable while none have come yet */
    void require() {
        readAfter(keys.isEmpty() ? SHORTEST_PAUSE : config.refreshEvery());
        if (keys.isEmpty()) {
            throw new Failure.Unavailable("the identity provider's keys have not come yet; try again", null);
        }
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        try {
            return new JwksVerificationKeyResolver(keys).resolveKey(signature, nesting);
        } catch (UnresolvableKeyException unknown) {
            readAfter(SHORTEST_PAUSE);
            throw unknown;
        }
    }

    private void readAfter(Duration pause) {
        if (System.nanoTime() - readAt > pause.toNanos() && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("provider-keys").start(this::read);
        }
    }

    private void read() {
        try (var http = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            var issuer = safe(config.issuer().orElseThrow());
            var discovered =
                    get(http, URI.create(issuer.toString().replaceAll("/$", "") + "/.well-known/openid-configuration"));
            var place = String.valueOf(JsonUtil.parseJson(discovered).get("jwks_uri"));
            keys = List.copyOf(new JsonWebKeySet(get(http, safe(URI.create(place)))).getJsonWebKeys());
        } catch (IOException | JoseException | IllegalArgumentException e) {
            LOG.warnf("The identity provider's keys cannot be read: cause=%s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readAt = System.nanoTime();
            reading.set(false);
        }
    }

    private static String get(HttpClient http, URI place) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(place).timeout(ANSWER).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(place + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    /** Keys that came in plain text could be anybody's. */
    private static URI safe(URI place) {
        if (!"https".equals(place.getScheme()) && !Loopback.is(String.valueOf(place.getHost()))) {
            throw new IllegalArgumentException(place + " must be an https address");
        }
        return place;
    }
}
