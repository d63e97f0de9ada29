package dev.sluice.access;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Tokens of an identity provider: signed by it, for this installation, not past their end, and with a role of people. */
@Singleton
class ProviderTokens {

    private static final int CLOCKS_APART_SECONDS = 30;

    /** Signatures of a key that only the provider has; never those of a secret that both know. */
    private static final AlgorithmConstraints SIGNATURES = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512);

    /** The most of them counts; services have tokens of their own. */
    private static final Map<String, Role> ROLES =
            Map.of("reader", Role.READER, "editor", Role.EDITOR, "operator", Role.OPERATOR);

    private final ProviderConfig config;
    private final ProviderKeys keys;
    private final Optional<JwtConsumer> consumer;

    ProviderTokens(ProviderConfig config, ProviderKeys keys) {
        this.config = config;
        this.keys = keys;
        consumer = config.issuer()
                .map(issuer -> new JwtConsumerBuilder()
                        .setExpectedIssuer(issuer.toString())
                        .setExpectedAudience(config.audience()
                                .orElseThrow(() -> new IllegalStateException(
                                        "sluice.access.oidc.audience must be set with sluice.access.oidc.issuer")))
                        .setRequireSubject()
                        .setRequireExpirationTime()
                        .setAllowedClockSkewInSeconds(CLOCKS_APART_SECONDS)
                        .setJwsAlgorithmConstraints(SIGNATURES)
                        .setVerificationKeyResolver(keys)
                        .build());
    }

    boolean areTaken() {
        return consumer.isPresent();
    }

    /** Calls nobody, so that it never waits. @throws Failure.Unavailable while the provider's keys have not come yet */
    Optional<Caller> bearer(String token) {
        return consumer.flatMap(each -> claims(each, token)).flatMap(this::caller);
    }

    private Optional<JwtClaims> claims(JwtConsumer taken, String token) {
        if (token.chars().filter(letter -> letter == '.').count() != 2) {
            return Optional.empty();
        }
        keys.require();
        try {
            return Optional.of(taken.processToClaims(token));
        } catch (InvalidJwtException refused) {
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(JwtClaims claims) {
        try {
            var name = "oidc:" + claims.getSubject();
            return claims.flattenClaims().getOrDefault(config.roleClaim(), List.of()).stream()
                    .map(role -> ROLES.get(String.valueOf(role).toLowerCase(Locale.ROOT)))
                    .filter(role -> role != null)
                    .max(Role::compareTo)
                    .map(role -> new Caller(name, role));
        } catch (MalformedClaimException noText) {
            return Optional.empty();
        }
    }
}
