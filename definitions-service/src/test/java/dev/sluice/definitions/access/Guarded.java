package dev.sluice.definitions.access;

import dev.sluice.testing.Certificates;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A service that takes a token of each role, over TLS that asks for certificates, as one in production would. */
public final class Guarded implements QuarkusTestProfile {

    static final String OWN_TOKEN = token("service");
    static final List<String> ROLES = List.of("reader", "editor", "service", "operator");

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(Map.of("sluice.access.token", OWN_TOKEN));
        for (var role : ROLES) {
            settings.put("sluice.access.tokens." + role + "s.hash", sha256(token(role)));
            settings.put("sluice.access.tokens." + role + "s.role", role);
        }
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Certificates.class));
    }

    static String token(String role) {
        return role + "-8c1f0a7be23d4d5c9a6b";
    }

    /** The channel as the bearer of a token uses it. */
    static Channel as(String token, Channel channel) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
