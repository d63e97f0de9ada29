package dev.sluice.worker.outbox;

import dev.sluice.errors.Failure;
import dev.sluice.worker.postgres.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Shows how many calls wait for identity-service, and for how long, as of the last look. */
@ApplicationScoped
class OutboxMetrics {

    private static final String LOOK = """
            select count(*), coalesce(extract(epoch from now() - min(queued_at)), 0)::bigint from identity_outbox
            """;

    private final Transactions transactions;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong longestWait = new AtomicLong();

    OutboxMetrics(DataSource dataSource, MeterRegistry meters) {
        this.transactions = new Transactions(dataSource);
        Gauge.builder("sluice.outbox.waiting.calls", waiting, AtomicLong::get)
                .description("Acknowledged calls that identity-service has yet to apply")
                .register(meters);
        Gauge.builder("sluice.outbox.longest.wait", longestWait, AtomicLong::get)
                .description("For how long the oldest of them has waited")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            transactions.call(connection -> {
                try (var statement = connection.prepareStatement(LOOK);
                        var row = statement.executeQuery()) {
                    row.next();
                    waiting.set(row.getLong(1));
                    longestWait.set(row.getLong(2));
                    return null;
                }
            });
        } catch (Failure.Unavailable away) {
            // What was seen last stands.
            return;
        }
    }
}
