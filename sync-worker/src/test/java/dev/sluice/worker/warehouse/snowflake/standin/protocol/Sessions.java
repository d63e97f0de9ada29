package dev.sluice.worker.warehouse.snowflake.standin.protocol;

import dev.sluice.worker.warehouse.snowflake.standin.session.Session;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The sessions that are open, each known by two tokens: one for its statements, which expires, and one to renew that. */
public final class Sessions implements AutoCloseable {

    private static final SnowflakeError EXPIRED =
            new SnowflakeError("390112", "08001", "Your session has expired. Please login again.");

    static final SnowflakeError GONE = new SnowflakeError(
            "390111", "08003", "Session no longer exists. New login required to access the service.");

    private final Store store;
    private final AtomicLong ids = new AtomicLong(1_000);
    private final Map<String, Session> byToken = new ConcurrentHashMap<>();
    private final Map<String, Session> expired = new ConcurrentHashMap<>();
    private final Map<String, Session> byMasterToken = new ConcurrentHashMap<>();

    public Sessions(Store store) {
        this.store = store;
    }

    record Tokens(String session, String master) {}

    Session open(String user, String role) {
        return new Session(ids.incrementAndGet(), user, role, store);
    }

    Tokens admit(Session session) {
        var tokens = new Tokens("session-" + UUID.randomUUID(), "master-" + UUID.randomUUID());
        byToken.put(tokens.session(), session);
        byMasterToken.put(tokens.master(), session);
        return tokens;
    }

    /** @throws SnowflakeError with the code on which the driver renews its token, or gives up */
    Session of(String token) {
        var session = byToken.get(token);
        if (session != null) {
            return session;
        }
        throw expired.containsKey(token) ? EXPIRED : GONE;
    }

    Tokens renew(String masterToken) {
        var session = byMasterToken.remove(masterToken);
        if (session == null) {
            throw new SnowflakeError(
                    "390114", "08001", "Authentication token has expired. The user must authenticate again.");
        }
        byToken.values().removeIf(each -> each == session);
        return admit(session);
    }

    /** All session tokens are too old from now on; the sessions are still there. */
    public void expireTokens() {
        expired.putAll(byToken);
        byToken.clear();
    }

    /** Nor can they be renewed. */
    public void expireMasterTokens() {
        expireTokens();
        byMasterToken.clear();
    }

    public void end(Session session) {
        for (var tokens : List.of(byToken, expired, byMasterToken)) {
            tokens.values().removeIf(each -> each == session);
        }
        session.close();
    }

    public void endAll() {
        all().forEach(this::end);
    }

    private List<Session> all() {
        return java.util.stream.Stream.concat(byMasterToken.values().stream(), expired.values().stream())
                .distinct()
                .toList();
    }

    Optional<Session> find(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    @Override
    public void close() {
        endAll();
    }
}
