package dev.sluice.traces;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracesWhereWantedTest {

    private static boolean disabled(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "settings", 300))
                .withSources(new TracesWhereWanted())
                .build()
                .getValue("quarkus.otel.sdk.disabled", Boolean.class);
    }

    @Test
    void nothingIsTracedWhereNobodySaidWhereTo() {
        assertTrue(disabled(Map.of()));
        assertTrue(disabled(Map.of("quarkus.otel.exporter.otlp.endpoint", "")));
    }

    @Test
    void theEndpointThatQuarkusWouldTryIsNobodysWish() {
        var config = new SmallRyeConfigBuilder()
                .withDefaultValue("quarkus.otel.exporter.otlp.endpoint", "http://localhost:4317")
                .withSources(new TracesWhereWanted())
                .build();
        assertTrue(config.getValue("quarkus.otel.sdk.disabled", Boolean.class));
    }

    @Test
    void anEndpointSwitchesTracesOn() {
        assertFalse(disabled(Map.of("quarkus.otel.exporter.otlp.endpoint", "http://collector:4317")));
        assertFalse(disabled(Map.of("quarkus.otel.exporter.otlp.traces.endpoint", "http://collector:4317")));
    }

    @Test
    void whoSaysOtherwiseIsHeard() {
        assertTrue(disabled(Map.of(
                "quarkus.otel.exporter.otlp.endpoint", "http://collector:4317", "quarkus.otel.sdk.disabled", "true")));
    }
}
