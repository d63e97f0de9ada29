package dev.sluice.identity.bench;

import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.values.v1.PropertyValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Calls as a shop sends them, told apart by a name so that every batch is news. */
final class SyntheticCalls {

    static final int BATCH = 1_000;
    static final int PROPERTIES = 5;

    private SyntheticCalls() {}

    /** Each a new visitor; an identity gains two of them. */
    static List<IdentityCall> identifies(String name) {
        return batch(i -> Calls.identify(i, name + " " + i, name + " visitor " + i, name + " identity " + i / 2));
    }

    /** Each a new visitor of one identity, all at one second of the day. */
    static List<IdentityCall> gains(String name, String identity, int second) {
        return batch(i -> Calls.identify(second, name + " " + i, name + " visitor " + i, identity));
    }

    /** Each user is written to twice. */
    static List<IdentityCall> properties(String name) {
        return batch(i ->
                Calls.properties(i, name + " " + i, Calls.identity(name + " user " + i / 2), values(i, PROPERTIES)));
    }

    static List<IdentityCall> users(String name) {
        return batch(i -> Calls.properties(i, name + " " + i, Calls.identity(name + " user " + i), values(i, 2)));
    }

    private static List<IdentityCall> batch(IntFunction<IdentityCall> call) {
        return IntStream.range(0, BATCH).mapToObj(call).toList();
    }

    private static Map<String, PropertyValue> values(int number, int count) {
        var values = new HashMap<String, PropertyValue>();
        for (int key = 0; key < count; key++) {
            values.put("property " + key, key % 2 == 0 ? Calls.text("value " + number) : Calls.integer(number));
        }
        return values;
    }
}
