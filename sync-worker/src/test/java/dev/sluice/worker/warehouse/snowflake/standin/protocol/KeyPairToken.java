package dev.sluice.worker.warehouse.snowflake.standin.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** The token of a login by key pair: signed by the user's key, issued under that key's fingerprint, and not yet expired. */
record KeyPairToken(String token) {

    private static final ObjectMapper JSON = new ObjectMapper();

    boolean isValid(String account, String user, PublicKey key) {
        String[] parts = token.split("\\.");
        try {
            return parts.length == 3 && isSigned(parts, key) && isFor(claims(parts[1]), account + "." + user, key);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode claims(String part) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    private static boolean isSigned(String[] parts, PublicKey key) throws GeneralSecurityException, IOException {
        if (!claims(parts[0]).path("alg").asText().equals("RS256")) {
            return false;
        }
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static boolean isFor(JsonNode claims, String subject, PublicKey key) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        return claims.path("sub").asText().equals(subject)
                && claims.path("iss").asText().equals(subject + "." + fingerprint(key))
                && claims.path("exp").asLong() > now
                && claims.path("iat").asLong() <= now + 60;
    }

    static String fingerprint(PublicKey key) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return "SHA256:" + Base64.getEncoder().encodeToString(digest);
    }
}
