package dev.sluice.worker.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Shows when the next run over each warehouse is due, or was: a time, so that it passes also if nobody looks. */
@ApplicationScoped
class ScheduleMetrics {

    private final MultiGauge due;
    private final MultiGauge paused;

    ScheduleMetrics(MeterRegistry meters) {
        this.due = MultiGauge.builder("sluice_schedule_due_timestamp_seconds").register(meters);
        this.paused = MultiGauge.builder("sluice_schedule_paused").register(meters);
    }

    void show(List<ScheduledWarehouse> all, Retries retries) {
        show(
                due,
                all,
                each -> each.dueAt(retries).map(at -> at.toEpochMilli() / 1e3).orElse(Double.NaN));
        show(paused, all, each -> each.schedule().getPaused() ? 1 : 0);
    }

    private static void show(
            MultiGauge gauge, List<ScheduledWarehouse> all, ToDoubleFunction<ScheduledWarehouse> value) {
        gauge.register(
                all.stream()
                        .map(each -> Row.of(
                                Tags.of(
                                        "environment", each.schedule().getEnvironment(),
                                        "warehouse", each.schedule().getWarehouse()),
                                value.applyAsDouble(each)))
                        .toList(),
                true);
    }
}
