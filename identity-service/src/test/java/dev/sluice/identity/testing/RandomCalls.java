package dev.sluice.identity.testing;

import dev.sluice.identity.v1.AddUserPropertiesCall;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.values.v1.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes calls of few users at few times, so that they meet, disagree and close loops often. */
public final class RandomCalls {

    private static final int MOST_CALLS = 30;
    private static final int USERS = 5;
    private static final int SECONDS = 10;
    private static final int KEYS = 3;
    private static final int DAY = 24 * 60 * 60;

    private final Random random;
    private final int identified;

    /** Names few identities to anonymous users, often only one: so one gains more on a day than any low limit. */
    public RandomCalls(Random random) {
        this.random = random;
        identified = 1 + random.nextInt(1 + random.nextInt(USERS));
    }

    public List<IdentityCall> list() {
        var calls = new ArrayList<IdentityCall>();
        int count = 1 + random.nextInt(MOST_CALLS);
        for (int i = 0; i < count; i++) {
            calls.add(call("call " + i));
        }
        return calls;
    }

    private IdentityCall call(String callId) {
        int second = random.nextInt(SECONDS);
        return switch (random.nextInt(5)) {
            case 0, 1 -> Calls.identify(second + random.nextInt(2) * DAY, callId, anonymousId(), identity(identified));
            case 2, 3 -> {
                int from = random.nextInt(USERS);
                int to = (from + 1 + random.nextInt(USERS - 1)) % USERS;
                yield Calls.alias(second, callId, "identity " + from, "identity " + to);
            }
            default -> Calls.changes(second, callId, changes());
        };
    }

    private UserKey user() {
        return random.nextBoolean() ? Calls.anonymous(anonymousId()) : Calls.identity(identity(USERS));
    }

    /** Each key in one of the three ways to change it. */
    private AddUserPropertiesCall.Builder changes() {
        var changes = AddUserPropertiesCall.newBuilder().setUser(user());
        for (var key : keys()) {
            switch (random.nextInt(3)) {
                case 0 -> changes.putProperties(key, value());
                case 1 -> changes.addUnset(key);
                default -> changes.putSetOnce(key, value());
            }
        }
        return changes;
    }

    private Set<String> keys() {
        var keys = new TreeSet<String>();
        int count = 1 + random.nextInt(KEYS);
        for (int i = 0; i < count; i++) {
            keys.add("key " + random.nextInt(KEYS));
        }
        return keys;
    }

    private PropertyValue value() {
        int number = random.nextInt(100);
        return random.nextBoolean() ? Calls.integer(number) : Calls.text("text " + number);
    }

    /** Some are numbers, and so their own ids. */
    private String anonymousId() {
        int user = random.nextInt(USERS);
        return user % 2 == 0 ? Integer.toString(user) : "visitor " + user;
    }

    private String identity(int among) {
        return "identity " + random.nextInt(among);
    }
}
