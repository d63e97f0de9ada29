package dev.sluice.worker.warehouse.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.warehouse.WarehouseFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SnowflakeKeyTest {

    private static String pem(String label, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(encoded), label);
    }

    private static byte[] encodedKey(String algorithm, int size) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    @Test
    void keyIsReadHoweverItsLinesEnd() throws GeneralSecurityException {
        var encoded = encodedKey("RSA", 2048);
        var pem = pem("PRIVATE KEY", encoded);
        for (var written : new String[] {pem, pem.strip(), pem.replace("\n", "\r\n"), pem.replace("\r\n", "\n")}) {
            assertEquals("RSA", SnowflakeKey.parse(written).getAlgorithm());
        }
    }

    @Test
    void whatIsNoKeyIsToldWithoutShowingIt() throws GeneralSecurityException {
        assertRefused("is encrypted", pem("ENCRYPTED PRIVATE KEY", encodedKey("RSA", 2048)));
        assertRefused("is no private key", pem("RSA PRIVATE KEY", encodedKey("RSA", 2048)));
        assertRefused("is no private key", "open sesame");
        assertRefused("is no private key", "");
        assertRefused("is no RSA key", pem("PRIVATE KEY", "sesame".getBytes(StandardCharsets.UTF_8)));
        assertRefused("is no RSA key", pem("PRIVATE KEY", encodedKey("EC", 256)));
    }

    private static void assertRefused(String what, String secret) {
        var refusal = assertThrows(WarehouseFailure.Unusable.class, () -> SnowflakeKey.parse(secret));
        assertTrue(refusal.getMessage().contains(what), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("-nocrypt"), refusal::getMessage);
        assertFalse(refusal.getMessage().contains("sesame"));
        assertEquals(null, refusal.getCause());
    }
}
