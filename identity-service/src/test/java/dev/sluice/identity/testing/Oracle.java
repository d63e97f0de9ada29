package dev.sluice.identity.testing;

import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.User;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.values.v1.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Works out who is who from a whole set of calls at once, the slow and obvious way. */
public final class Oracle {

    private record Link(UserKey to, Instant time) {}

    private final List<IdentityCall> inOrder;
    private final Set<UserKey> accounts = new LinkedHashSet<>();
    private final Map<UserKey, Link> links = new HashMap<>();
    private final Set<String> conflicts = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> undone = new HashSet<>();
    private final Set<UserKey> counted = new HashSet<>();
    private final Rulings rulings;

    /** Where nobody said anything of merges, and no identity gains too many users. */
    public Oracle(List<IdentityCall> calls) {
        this(calls, Rulings.NONE, Integer.MAX_VALUE);
    }

    /** @param mostGained how many anonymous users an identity may gain a day */
    public Oracle(List<IdentityCall> calls, Rulings rulings, int mostGained) {
        this.rulings = rulings;
        inOrder = new ArrayList<>(new LinkedHashSet<>(calls));
        inOrder.sort(Comparator.comparing(Oracle::time)
                .thenComparing(
                        call -> call.getStamp().getCallId().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        inOrder.forEach(this::take);
        holdBack(mostGained);
    }

    /** Call ids of what waits for review. */
    public Set<String> held() {
        return held;
    }

    public Set<String> undone() {
        return undone;
    }

    /** Call ids of what lost. */
    public Set<String> conflicts() {
        return conflicts;
    }

    public World world(ToLongFunction<UserKey> userId) {
        var users = new HashMap<Long, User>();
        var retired = new HashSet<Long>();
        var migrations = new HashMap<Long, World.Move>();
        for (var account : accounts) {
            if (links.containsKey(account)) {
                retired.add(userId.applyAsLong(account));
                var move = new World.Move(
                        userId.applyAsLong(root(account)), links.get(account).time());
                migrations.put(userId.applyAsLong(account), move);
            } else {
                users.put(userId.applyAsLong(account), user(account, userId.applyAsLong(account)));
            }
        }
        return new World(users, retired, migrations);
    }

    public Set<UserKey> accounts() {
        return accounts;
    }

    private void take(IdentityCall call) {
        accounts.addAll(named(call));
        if (call.hasAddUserProperties()) {
            return;
        }
        if (rulings.undone().contains(Pair.of(call))) {
            undone.add(call.getStamp().getCallId());
            return;
        }
        var from = named(call).getFirst();
        var to = named(call).getLast();
        var link = links.get(from);
        if (link == null && !root(to).equals(from)) {
            links.put(from, new Link(to, time(call)));
        } else if (link == null || !link.to().equals(to)) {
            conflicts.add(call.getStamp().getCallId());
        }
    }

    /** Goes through what decided in its order, counting for each identity and day. */
    private void holdBack(int mostGained) {
        var gained = new HashMap<String, Integer>();
        for (var call : inOrder) {
            var anonymous = named(call).getFirst();
            var link = links.get(anonymous);
            boolean decides = call.hasIdentify()
                    && link != null
                    && link.equals(new Link(named(call).getLast(), time(call)))
                    && !undone.contains(call.getStamp().getCallId())
                    && !counted.contains(anonymous);
            if (decides && counted.add(anonymous) && !rulings.approved().contains(Pair.of(call))) {
                var day = time(call).truncatedTo(ChronoUnit.DAYS);
                if (gained.merge(link.to() + " on " + day, 1, Integer::sum) > mostGained) {
                    hold(anonymous, link);
                }
            }
        }
    }

    private void hold(UserKey anonymous, Link link) {
        links.remove(anonymous);
        inOrder.stream()
                .filter(call -> call.hasIdentify() && Pair.of(call).equals(new Pair(anonymous, link.to())))
                .forEach(call -> held.add(call.getStamp().getCallId()));
    }

    private UserKey root(UserKey account) {
        var root = account;
        while (links.containsKey(root)) {
            root = links.get(root).to();
        }
        return root;
    }

    private User user(UserKey root, long userId) {
        var user = User.newBuilder().setUserId(userId);
        if (root.hasIdentity()) {
            user.setIdentity(root.getIdentity());
        }
        var calls = inOrder.stream()
                .filter(call ->
                        named(call).stream().anyMatch(account -> root(account).equals(root)))
                .toList();
        calls.stream().flatMap(call -> keys(call).stream()).distinct().forEach(key -> putProperty(key, calls, user));
        return user.setJoindate(calls.getFirst().getStamp().getTime())
                .setLastModified(calls.getLast().getStamp().getTime())
                .build();
    }

    private static Set<String> keys(IdentityCall call) {
        var keys = new LinkedHashSet<String>();
        keys.addAll(call.getAddUserProperties().getPropertiesMap().keySet());
        keys.addAll(call.getAddUserProperties().getUnsetList());
        keys.addAll(call.getAddUserProperties().getSetOnceMap().keySet());
        return keys;
    }

    /** The last call that set or unset the key decides; where there is none, the first that set it once. */
    private static void putProperty(String key, List<IdentityCall> calls, User.Builder user) {
        IdentityCall last = null;
        IdentityCall first = null;
        for (var call : calls) {
            var changes = call.getAddUserProperties();
            if (changes.containsProperties(key) || changes.getUnsetList().contains(key)) {
                last = call;
            }
            if (first == null && changes.containsSetOnce(key)) {
                first = call;
            }
        }
        if (last == null) {
            put(key, first.getAddUserProperties().getSetOnceOrThrow(key), first, user);
        } else if (last.getAddUserProperties().containsProperties(key)) {
            put(key, last.getAddUserProperties().getPropertiesOrThrow(key), last, user);
        }
    }

    private static void put(String key, PropertyValue value, IdentityCall call, User.Builder user) {
        user.putProperties(key, value).putPropertyTimes(key, call.getStamp().getTime());
    }

    public static List<UserKey> named(IdentityCall call) {
        return switch (call.getKindCase()) {
            case IDENTIFY ->
                List.of(
                        Calls.anonymous(call.getIdentify().getAnonymousId()),
                        Calls.identity(call.getIdentify().getIdentity()));
            case ALIAS ->
                List.of(
                        Calls.identity(call.getAlias().getFromIdentity()),
                        Calls.identity(call.getAlias().getToIdentity()));
            case ADD_USER_PROPERTIES -> List.of(call.getAddUserProperties().getUser());
            case KIND_NOT_SET -> throw new IllegalArgumentException("a call of no kind");
        };
    }

    private static Instant time(IdentityCall call) {
        var time = call.getStamp().getTime();
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
