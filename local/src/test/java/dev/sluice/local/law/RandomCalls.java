package dev.sluice.local.law;

import dev.sluice.local.law.Call.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random calls, few values wide. */
final class RandomCalls {

    /** Histories are that long, in calls' own time. */
    static final int MINUTES = 240;

    static final List<Long> DEVICE_NUMBERS = List.of(11L, 12L, 13L);
    static final List<String> IDENTITY_NAMES = List.of("ann", "bob", "cleo");

    private static final Arbitrary<Long> DEVICES = Arbitraries.of(DEVICE_NUMBERS);
    private static final Arbitrary<String> IDENTITIES = Arbitraries.of(IDENTITY_NAMES);

    private RandomCalls() {}

    /** @param size of calls */
    static Arbitrary<List<Call>> ofSize(int size) {
        return unnumbered().list().ofSize(size).map(calls -> numbered(calls, 0));
    }

    /** Calls that have no ids yet. */
    static Arbitrary<Call> unnumbered() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, occurrences()),
                Tuple.of(2, identifies()),
                Tuple.of(1, aliases()),
                Tuple.of(2, userProperties()));
    }

    private static Arbitrary<Integer> minutes() {
        return Arbitraries.integers().between(0, MINUTES);
    }

    private static Arbitrary<Call> occurrences() {
        return Combinators.combine(
                        minutes(),
                        DEVICES.injectNull(0.1),
                        IDENTITIES.injectNull(0.7),
                        Arbitraries.of(Kind.class),
                        Arbitraries.of("/blog/a", "/blog/b", "/pricing"),
                        Arbitraries.of("mail", "ads").injectNull(0.5),
                        eventProperties())
                .as((minute, device, identity, kind, path, source, properties) -> new Call.Occurrence(
                        "",
                        minute,
                        device,
                        device == null ? Objects.requireNonNullElse(identity, "ann") : identity,
                        kind,
                        path,
                        source,
                        properties));
    }

    /** Values of every type, on keys where types meet and on keys where they do not. */
    private static Arbitrary<Map<String, Object>> eventProperties() {
        var amount = Arbitraries.<Object>of(5L, 12L, 12.5d, (1L << 53) + 1).injectNull(0.5);
        var count = Arbitraries.<Object>of(1L, 2L, (1L << 53) + 1).injectNull(0.5);
        var note = Arbitraries.<Object>of("7", "plain", "2026-03-01T10:00:00Z", true, 7L)
                .injectNull(0.6);
        var gift = Arbitraries.<Object>of(true, false).injectNull(0.5);
        var due = Arbitraries.<Object>of("2026-03-01T10:00:00Z", "2026-03-01T10:00:00.25+01:00")
                .injectNull(0.6);
        return Combinators.combine(amount, count, note, gift, due).as((a, c, n, g, d) -> {
            var values = new TreeMap<String, Object>();
            put(values, "Amount", a);
            put(values, "count", c);
            put(values, "note", n);
            put(values, "gift", g);
            put(values, "Due Date", d);
            return values;
        });
    }

    private static void put(Map<String, Object> values, String key, Object value) {
        if (value != null) {
            values.put(key, value);
        }
    }

    private static Arbitrary<Call> identifies() {
        return Combinators.combine(minutes(), DEVICES, IDENTITIES)
                .as((minute, device, identity) -> new Call.Identify("", minute, device, identity));
    }

    private static Arbitrary<Call> aliases() {
        return Combinators.combine(minutes(), IDENTITIES, IDENTITIES)
                .filter((minute, from, to) -> !from.equals(to))
                .as((minute, from, to) -> new Call.Alias("", minute, from, to));
    }

    private static Arbitrary<Call> userProperties() {
        var values = Combinators.combine(
                        Arbitraries.of("plan", "email"), Arbitraries.<Object>of("free", "pro", 3L, true))
                .as(Map::of);
        var ways = Arbitraries.of(Call.Way.SET, Call.Way.SET, Call.Way.UNSET, Call.Way.SET_ONCE);
        return Combinators.combine(minutes(), DEVICES, IDENTITIES, Arbitraries.of(true, false), ways, values)
                .as((minute, device, identity, known, way, properties) -> new Call.Properties(
                        "", minute, known ? null : device, known ? identity : null, way, properties));
    }

    /** Gives calls their ids. @param first number */
    static List<Call> numbered(List<Call> calls, int first) {
        var numbered = new ArrayList<Call>();
        for (var call : calls) {
            numbered.add(call.withId("m%03d".formatted(first + numbered.size())));
        }
        return List.copyOf(numbered);
    }
}
