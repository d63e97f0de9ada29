package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.WarehouseFailure;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads the private key that a user of Snowflake is known by. */
public final class SnowflakeKey {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----\\s*([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private static final String WANTED =
            "write an unencrypted PKCS#8 PEM, as openssl pkcs8 -topk8 -nocrypt does, into the secret";

    private SnowflakeKey() {}

    /** @throws WarehouseFailure.Unusable which shows nothing of the text */
    public static PrivateKey parse(String pem) {
        if (pem.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
            throw unusable("is encrypted", null);
        }
        var found = PEM.matcher(pem);
        if (!found.matches()) {
            throw unusable("is no private key", null);
        }
        try {
            var encoded = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause may show parts of the key.
            throw unusable("is no RSA key", null);
        }
    }

    private static WarehouseFailure unusable(String what, Throwable cause) {
        return new WarehouseFailure.Unusable(
                "the secret with the private key for Snowflake %s; %s".formatted(what, WANTED), cause);
    }
}
