package dev.sluice.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.errors.Failure;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider over real HTTP, and what becomes of the tokens that it signs and of those that it does not. */
class ProviderTokensTest {

    private HttpServer provider;
    private EllipticCurveJsonWebKey key;
    private ProviderTokens tokens;
    private volatile String keys;

    @BeforeEach
    void start() throws IOException, InterruptedException, JoseException {
        key = key("first");
        publish(key);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var body = (path.equals("/keys") ? keys : "{\"jwks_uri\": \"" + issuer() + "/keys\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        tokens = tokens(Map.of(
                "sluice.access.oidc.issuer", issuer(),
                "sluice.access.oidc.audience", "sluice",
                "sluice.access.oidc.role-claim", "realm_access.roles"));
        awaitKeys();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void whomTheProviderSignsForIsKnownByTheirSubjectAndHasTheMostOfTheirRoles() throws JoseException {
        assertEquals(Optional.of(new Caller("oidc:ann", Role.EDITOR)), tokens.bearer(token(_ -> {})));
        assertEquals(
                Optional.of(new Caller("oidc:ann", Role.OPERATOR)),
                tokens.bearer(token(claims -> roles(claims, "reader", "Operator", "of-something-else"))));
    }

    @Test
    void whatIsNotForThisInstallationIsNotTaken() throws JoseException {
        List<Consumer<JwtClaims>> wrong = List.of(
                claims -> claims.setAudience("another"),
                claims -> claims.setIssuer("https://elsewhere.example"),
                claims -> claims.setExpirationTimeMinutesInTheFuture(-1),
                claims -> claims.setNotBeforeMinutesInThePast(-2),
                claims -> claims.unsetClaim("exp"),
                claims -> claims.unsetClaim("sub"),
                claims -> claims.unsetClaim("aud"),
                claims -> roles(claims),
                claims -> roles(claims, "service"));
        for (var each : wrong) {
            assertEquals(Optional.empty(), tokens.bearer(token(each)));
        }
    }

    @Test
    void whatTheProviderDidNotSignIsNotTaken() throws JoseException {
        assertEquals(
                Optional.empty(),
                tokens.bearer(signed(
                        claims(),
                        key("first").getPrivateKey(),
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)));
        assertEquals(Optional.empty(), tokens.bearer(signed(claims(), null, AlgorithmIdentifiers.NONE)));
        var published = new HmacKey(key.getKey().getEncoded());
        assertEquals(Optional.empty(), tokens.bearer(signed(claims(), published, AlgorithmIdentifiers.HMAC_SHA256)));
        for (var none : List.of("", "a.b.c", "..", token(_ -> {}) + "x")) {
            assertEquals(Optional.empty(), tokens.bearer(none));
        }
    }

    @Test
    void withoutAProviderNoneIsTaken() throws JoseException {
        assertEquals(Optional.empty(), tokens(Map.of()).bearer(token(_ -> {})));
    }

    @Test
    void keysThatCameInPlainTextFromElsewhereAreNotRead() {
        var elsewhere = tokens(Map.of(
                "sluice.access.oidc.issuer", "http://provider.example",
                "sluice.access.oidc.audience", "sluice"));
        assertThrows(Failure.Unavailable.class, () -> elsewhere.bearer(token(_ -> {})));
    }

    private void awaitKeys() throws JoseException, InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < end) {
            try {
                tokens.bearer(token(_ -> {}));
                return;
            } catch (Failure.Unavailable notYet) {
                Thread.sleep(10);
            }
        }
        throw new AssertionError("the keys never came");
    }

    private String issuer() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private void publish(EllipticCurveJsonWebKey published) {
        keys = new JsonWebKeySet(published).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private String token(Consumer<JwtClaims> change) throws JoseException {
        var claims = claims();
        change.accept(claims);
        return signed(claims, key.getPrivateKey(), AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    }

    private JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience("sluice");
        claims.setSubject("ann");
        claims.setExpirationTimeMinutesInTheFuture(5);
        roles(claims, "editor");
        return claims;
    }

    private static void roles(JwtClaims claims, String... roles) {
        claims.setClaim("realm_access", Map.of("roles", List.of(roles)));
    }

    private static String signed(JwtClaims claims, Key key, String algorithm) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        signature.setKeyIdHeaderValue("first");
        signature.setAlgorithmHeaderValue(algorithm);
        return signature.getCompactSerialization();
    }

    private static EllipticCurveJsonWebKey key(String id) throws JoseException {
        var made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        made.setKeyId(id);
        return made;
    }

    static ProviderTokens tokens(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(ProviderConfig.class)
                .build()
                .getConfigMapping(ProviderConfig.class);
        return new ProviderTokens(config, new ProviderKeys(config));
    }
}
