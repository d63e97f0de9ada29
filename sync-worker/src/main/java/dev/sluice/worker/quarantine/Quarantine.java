package dev.sluice.worker.quarantine;

import dev.sluice.errors.Failure;
import dev.sluice.worker.postgres.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** What is kept of refused calls: listed, bounded by number and age, and erased with the users whom they name. */
@ApplicationScoped
public class Quarantine {

    private static final String ERASE = "delete from refused_call where environment = ? and user_keys && ?::text[]";
    private static final String EXPIRE = "delete from refused_call where received_at < now() - ? * interval '1 second'";
    private static final String THIN_OUT = """
            delete from refused_call where (environment, id) in (
              select environment, id from (
                select environment, id, row_number() over (partition by environment order by id desc) as place
                from refused_call) newest
              where place > ?)
            """;
    private static final String COUNT = "select count(*) from refused_call";

    private final Transactions transactions;
    private final QuarantineConfig config;
    private final QuarantineMetrics metrics;

    Quarantine(DataSource dataSource, QuarantineConfig config, QuarantineMetrics metrics) {
        this.transactions = new Transactions(dataSource);
        this.config = config;
        this.metrics = metrics;
    }

    /** A page of refused calls. @param more whether others follow */
    public record Page(List<KeptCall> calls, boolean more) {}

    /**
     * Those after an id, oldest first.
     *
     * @param mostCharacters of their bodies; one call is given in any case
     */
    public Page page(String environment, long after, int size, long mostCharacters) {
        var found =
                transactions.call(connection -> new RefusedCallTable(connection).page(environment, after, size + 1));
        var calls = new ArrayList<KeptCall>();
        long characters = 0;
        for (var each : found) {
            characters += each.call().body() == null ? 0 : each.call().body().length();
            if (calls.size() == size || !calls.isEmpty() && characters > mostCharacters) {
                return new Page(calls, true);
            }
            calls.add(each);
        }
        return new Page(calls, false);
    }

    /** Erases every call that names one of the users, once no replay of it is under way. @param userKeys by {@link UserKeys} */
    public void erase(String environment, Collection<String> userKeys) {
        int erased = transactions.call(connection -> {
            try (var statement = connection.prepareStatement(ERASE)) {
                statement.setString(1, environment);
                var keys = userKeys.stream().map(StorableText::of).toArray();
                statement.setArray(2, connection.createArrayOf("text", keys));
                return statement.executeUpdate();
            }
        });
        metrics.left("erased", erased);
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void boundOrWait() {
        try {
            bound();
        } catch (Failure.Unavailable away) {
            // Next minute, then.
            return;
        }
    }

    /** Lets go of what is too old or too much. */
    void bound() {
        metrics.left("expired", execute(EXPIRE, config.keepFor().toSeconds()));
        metrics.left("displaced", execute(THIN_OUT, config.mostCalls()));
        metrics.kept(transactions.call(connection -> {
            try (var statement = connection.prepareStatement(COUNT);
                    var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }));
    }

    private int execute(String sql, long value) {
        return transactions.call(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setLong(1, value);
                return statement.executeUpdate();
            }
        });
    }
}
