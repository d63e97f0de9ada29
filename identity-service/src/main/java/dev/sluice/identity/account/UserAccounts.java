package dev.sluice.identity.account;

import static java.util.stream.Collectors.toMap;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps one row per account. Whoever records sightings holds the environment's lock. */
@Singleton
public final class UserAccounts {

    private static final String FIND = """
            SELECT a.kind, a.key, a.user_id, a.first_event
            FROM unnest(?::text[], ?::text[]) AS wanted(kind, key)
            JOIN user_account a ON a.environment = ? AND a.kind = wanted.kind AND a.key = wanted.key
            """;

    private static final String INSERT = """
            INSERT INTO user_account (environment, user_id, kind, key, first_seen, first_event, last_call, root_user_id)
            SELECT ?, seen.*, seen.user_id
            FROM unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                AS seen(user_id, kind, key, first_seen, first_event, last_call)
            """;

    /** That events show it too changes an account, but nothing that readers of the feed see. */
    private static final String WIDEN = """
            UPDATE user_account a
            SET first_seen = least(a.first_seen, seen.first_seen),
                first_event = least(a.first_event, seen.first_event),
                last_call = greatest(a.last_call, seen.last_call)
            FROM unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                AS seen(user_id, first_seen, first_event, last_call)
            JOIN user_account before ON before.environment = ? AND before.user_id = seen.user_id
            WHERE a.environment = ? AND a.user_id = seen.user_id
              AND (a.first_seen, a.first_event, a.last_call) IS DISTINCT FROM
                  (least(a.first_seen, seen.first_seen), least(a.first_event, seen.first_event),
                   greatest(a.last_call, seen.last_call))
            RETURNING a.user_id,
                (a.first_seen, a.last_call) IS DISTINCT FROM (before.first_seen, before.last_call) AS shows
            """;

    private static final String ROOTS = """
            SELECT DISTINCT root_user_id FROM user_account WHERE environment = ? AND user_id = ANY (?)
            """;

    private final UserIdAllotment allotment;

    UserAccounts(UserIdAllotment allotment) {
        this.allotment = allotment;
    }

    /** The ids of all the accounts seen, and which of them are new or were changed by it. */
    public Seen record(Transaction transaction, String environment, Collection<Sighting> sightings) {
        var seen = Sighting.merged(sightings);
        var userIds = userIds(find(transaction, environment, keys(seen)));
        var changed = new HashSet<>(widen(transaction, environment, seen, userIds));
        var unknown =
                seen.stream().filter(one -> !userIds.containsKey(one.account())).toList();
        var made = make(transaction, environment, unknown);
        userIds.putAll(made);
        changed.addAll(made.values());
        return new Seen(userIds, changed);
    }

    /** Whom the ids are now, once each. */
    public Set<Long> roots(Transaction transaction, String environment, Set<Long> userIds) {
        return Set.copyOf(
                transaction.list(ROOTS, row -> row.number("root_user_id"), environment, Column.bigints(userIds)));
    }

    Map<AccountKey, KnownAccount> find(Transaction transaction, String environment, Collection<AccountKey> keys) {
        return transaction.list(FIND, UserAccounts::account, kinds(keys), texts(keys), environment).stream()
                .collect(toMap(KnownAccount::key, account -> account));
    }

    static Map<AccountKey, Long> userIds(Map<AccountKey, KnownAccount> accounts) {
        var userIds = new HashMap<AccountKey, Long>();
        accounts.forEach((key, account) -> userIds.put(key, account.userId()));
        return userIds;
    }

    private List<Long> widen(
            Transaction transaction, String environment, Collection<Sighting> seen, Map<AccountKey, Long> userIds) {
        var known =
                seen.stream().filter(one -> userIds.containsKey(one.account())).toList();
        var changed = new ArrayList<Long>();
        transaction.visit(
                WIDEN,
                row -> !row.flag("shows") || changed.add(row.number("user_id")),
                Column.bigints(
                        known.stream().map(one -> userIds.get(one.account())).toList()),
                firstSeen(known),
                firstEvent(known),
                lastCall(known),
                environment,
                environment);
        return changed;
    }

    private Map<AccountKey, Long> make(Transaction transaction, String environment, List<Sighting> unknown) {
        if (unknown.isEmpty()) {
            return Map.of();
        }
        var userIds = allotment.allot(transaction, environment, keys(unknown));
        var ids = unknown.stream().map(one -> userIds.get(one.account())).toList();
        transaction.execute(
                INSERT,
                environment,
                Column.bigints(ids),
                kinds(keys(unknown)),
                texts(keys(unknown)),
                firstSeen(unknown),
                firstEvent(unknown),
                lastCall(unknown));
        return userIds;
    }

    private static KnownAccount account(Row row) {
        var key = new AccountKey(AccountKind.of(row.text("kind")), row.text("key"));
        return new KnownAccount(key, row.number("user_id"), row.optionalTime("first_event"));
    }

    private static List<AccountKey> keys(Collection<Sighting> sightings) {
        return sightings.stream().map(Sighting::account).toList();
    }

    private static Column kinds(Collection<AccountKey> keys) {
        return Column.texts(keys.stream().map(key -> key.kind().word()).toList());
    }

    private static Column texts(Collection<AccountKey> keys) {
        return Column.texts(keys.stream().map(AccountKey::key).toList());
    }

    private static Column firstSeen(Collection<Sighting> sightings) {
        return Column.times(sightings.stream().map(Sighting::firstSeen).toList());
    }

    private static Column firstEvent(Collection<Sighting> sightings) {
        return Column.times(
                sightings.stream().map(one -> one.firstEvent().orElse(null)).toList());
    }

    private static Column lastCall(Collection<Sighting> sightings) {
        return Column.times(
                sightings.stream().map(one -> one.lastCall().orElse(null)).toList());
    }

    /** @param changed the accounts that are new, or whose times widened */
    public record Seen(Map<AccountKey, Long> userIds, Set<Long> changed) {}
}
