package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Takes the raw events of users out of the log. There is no index by user, which every capture would pay for: the log
 * is gone through by position, a stretch in each transaction. Their positions stay empty, and their message ids taken,
 * so that a call that is sent again does not bring them back.
 */
@ApplicationScoped
public class EventLogErasure {

    private static final String USERS = "unnest(?::text[], ?::text[]) as asked (user_kind, user_key)";

    private static final String ERASE = "delete from event_log as log using " + USERS + """
             where log.environment = ? and log.position > ? and log.position <= ?
              and log.user_kind = asked.user_kind and log.user_key = asked.user_key
            """;

    private static final String FIRST_SEEN =
            "select user_kind, user_key, min(time) as first_seen from event_log join " + USERS + """
             using (user_kind, user_key) where environment = ? and position > ?
            group by user_kind, user_key
            """;

    private final Transactions transactions;
    private final EventLogConfig config;

    EventLogErasure(DataSource dataSource, EventLogConfig config) {
        this.transactions = new Transactions(dataSource);
        this.config = config;
    }

    /** @param erasedTo is told the position up to which nothing is left, after each transaction */
    public void erase(
            String environment,
            Collection<LoggedUser> users,
            long afterPosition,
            long untilPosition,
            LongConsumer erasedTo) {
        for (long from = afterPosition; from < untilPosition; ) {
            long after = from;
            long until = Math.min(from + config.eraseStretch(), untilPosition);
            transactions.call(connection -> erase(connection, environment, users, after, until));
            erasedTo.accept(until);
            from = until;
        }
    }

    /** The earliest time of each user's raw events after a position; those who have none are absent. */
    public Map<LoggedUser, Instant> firstSeen(String environment, Collection<LoggedUser> users, long afterPosition) {
        return transactions.call(connection -> {
            try (var statement = connection.prepareStatement(FIRST_SEEN)) {
                bind(statement, users);
                statement.setString(3, environment);
                statement.setLong(4, afterPosition);
                var seen = new HashMap<LoggedUser, Instant>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        var kind = Actor.UserKind.of(rows.getString("user_kind"));
                        seen.put(
                                new LoggedUser(kind, rows.getString("user_key")),
                                rows.getObject("first_seen", OffsetDateTime.class)
                                        .toInstant());
                    }
                }
                return seen;
            }
        });
    }

    private static int erase(
            Connection connection, String environment, Collection<LoggedUser> users, long after, long until)
            throws SQLException {
        try (var statement = connection.prepareStatement(ERASE)) {
            bind(statement, users);
            statement.setString(3, environment);
            statement.setLong(4, after);
            statement.setLong(5, until);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Collection<LoggedUser> users) throws SQLException {
        var connection = statement.getConnection();
        statement.setArray(
                1,
                connection.createArrayOf(
                        "text", users.stream().map(user -> user.kind().text()).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "text", users.stream().map(LoggedUser::key).toArray()));
    }
}
