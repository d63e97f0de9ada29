package dev.sluice.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.operations.v1.Finding;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsafeSettingsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "jdbc:postgresql://localhost/sluice, DATABASE_ON_LOOPBACK",
                "jdbc:postgresql://127.0.0.1:5432/sluice?sslmode=require, DATABASE_ON_LOOPBACK",
                "jdbc:postgresql:sluice, DATABASE_ON_LOOPBACK",
                "'jdbc:postgresql://db.example,127.0.0.3:1/sluice?sslmode=require', DATABASE_ON_LOOPBACK",
                "jdbc:postgresql://db.example/sluice, DATABASE_WITHOUT_TLS",
                "jdbc:postgresql://db.example/sluice?sslmode=prefer, DATABASE_WITHOUT_TLS",
                "jdbc:postgresql://db.example/sluice?a=b&sslmode=verify-full&c=d, -",
                "jdbc:postgresql://localhost.example/sluice?sslmode=require, -",
            })
    void aDatabaseIsElsewhereAndSpokenToInPrivate(String url, String code) {
        assertEquals(code == null ? List.of() : List.of(code), codes(new DatabaseSettings(url)));
    }

    @Test
    void callsTravelInPlainTextUntilTheyAreToldNotTo() {
        assertEquals(
                List.of("NO_TLS", "CALLS_WITHOUT_TLS", "CALLS_WITHOUT_TLS", "REFLECTION_ON"),
                codes(transport(Map.of(
                        "quarkus.grpc.server.enable-reflection-service", "true",
                        "quarkus.grpc.clients.worker.host", "sync",
                        "quarkus.grpc.clients.identity.host", "identity-service"))));
        assertEquals(
                List.of(),
                codes(transport(Map.of(
                        "quarkus.grpc.server.ssl.certificate", "tls.crt",
                        "quarkus.grpc.server.enable-reflection-service", "false",
                        "quarkus.grpc.clients.worker.host", "sync",
                        "quarkus.grpc.clients.worker.ssl.trust-store", "ca.crt"))));
    }

    @Test
    void everyFindingNamesItsSettingAndSaysWhatToDo() {
        for (var finding :
                transport(Map.of("quarkus.grpc.clients.worker.host", "sync")).findings()) {
            assertEquals(0, finding.getSetting().indexOf("quarkus.grpc."), finding::toString);
            assertEquals(
                    false, finding.getMessage().isEmpty() || finding.getRemedy().isEmpty(), finding::toString);
        }
    }

    private static TransportSettings transport(Map<String, String> settings) {
        return new TransportSettings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
    }

    private static List<String> codes(UnsafeSettings settings) {
        return settings.findings().stream()
                .map(Finding::getCode)
                .map(code -> code.name().replace("FINDING_CODE_", ""))
                .toList();
    }
}
