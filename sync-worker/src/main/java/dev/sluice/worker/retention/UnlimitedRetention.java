package dev.sluice.worker.retention;

import dev.sluice.operations.v1.Finding;
import dev.sluice.operations.v1.FindingCode;
import dev.sluice.readiness.UnsafeSettings;
import dev.sluice.worker.eventlog.EventLogConfig;
import jakarta.inject.Singleton;
import java.util.List;

/** An event log that keeps everybody's events for ever, until the disk is full. */
@Singleton
class UnlimitedRetention implements UnsafeSettings {

    private final EventLogConfig config;

    UnlimitedRetention(EventLogConfig config) {
        this.config = config;
    }

    @Override
    public List<Finding> findings() {
        return config.retention().isPresent()
                ? List.of()
                : List.of(UnsafeSettings.finding(
                        FindingCode.FINDING_CODE_NO_RETENTION,
                        "sluice.event-log.retention",
                        "raw events stay in the event log for ever",
                        "say for how long warehouses must be able to be built anew from it, 400d or so"));
    }
}
