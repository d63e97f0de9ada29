package dev.sluice.worker.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.operations.v1.Finding;
import dev.sluice.worker.eventlog.EventLogConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnlimitedRetentionTest {

    @Test
    void anEventLogWithoutRetentionIsUnsafe() {
        assertEquals(List.of("sluice.event-log.retention"), settings(Map.of()));
        assertEquals(List.of(), settings(Map.of("sluice.event-log.retention", "400d")));
    }

    private static List<String> settings(Map<String, String> given) {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(given, "test", 100))
                .withMapping(EventLogConfig.class)
                .build()
                .getConfigMapping(EventLogConfig.class);
        return new UnlimitedRetention(config)
                .findings().stream().map(Finding::getSetting).toList();
    }
}
