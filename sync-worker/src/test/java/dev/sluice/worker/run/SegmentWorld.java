package dev.sluice.worker.run;

import dev.sluice.worker.segment.UserHistory;
import dev.sluice.worker.segment.UserHistory.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A few accounts, what they did, and who is who, as capture and identity-service would tell it; reads it back as rows of
 * the staging tables, those of users and migrations only where they differ from what was told before.
 */
final class SegmentWorld {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static final long ACCOUNTS = 5;
    /** Only these become the user of others. */
    private static final long FIRST_KNOWN = 4;

    private static final int VISIT_COLUMNS = 19;

    private final List<Event> events = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final Map<Long, Long> roots = new TreeMap<>();
    private final Map<Long, List<?>> toldUsers = new HashMap<>();
    private final Map<Long, Long> toldRoots = new HashMap<>();

    /** @param path null for a custom event */
    record Event(long id, long account, int minute, String path) {}

    /** @param value null when the key is unset */
    record Write(long account, String key, String value, int minute) {}

    SegmentWorld() {
        LongStream.rangeClosed(1, ACCOUNTS).forEach(account -> {
            roots.put(account, account);
            toldRoots.put(account, account);
        });
    }

    static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    void add(Collection<Event> more) {
        events.addAll(more);
    }

    void write(Collection<Write> more) {
        writes.addAll(more);
    }

    /** Migrations are always one hop. */
    void identify(Map<Long, Long> targets) {
        roots.putAll(targets);
        roots.replaceAll((_, root) -> roots.get(root));
    }

    long events() {
        return events.size();
    }

    List<Event> all() {
        return List.copyOf(events);
    }

    /** Forgets what was told: a warehouse that is built from nothing is told everything. */
    void tellAnew() {
        toldUsers.clear();
        LongStream.rangeClosed(1, ACCOUNTS).forEach(account -> toldRoots.put(account, account));
    }

    /** Users as they are now who are not as they were told. */
    List<List<?>> changedUsers() {
        var changed = new ArrayList<List<?>>();
        for (long account : roots.keySet()) {
            var row = userRow(account);
            if (!row.equals(toldUsers.put(account, row))) {
                changed.add(row);
            }
        }
        return changed;
    }

    private List<?> userRow(long user) {
        if (roots.get(user) != user) {
            return Arrays.asList(user, true, null, null, null, "{}", "{}");
        }
        var history = history(user, Map.of());
        var values = new StringBuilder();
        var times = new StringBuilder();
        history.properties().forEach((key, known) -> {
            values.append(values.isEmpty() ? "" : ", ").append("\"%s\": \"%s\"".formatted(key, known.value()));
            times.append(times.isEmpty() ? "" : ", ").append("\"%s\": \"%s\"".formatted(key, known.since()));
        });
        return Arrays.asList(
                user, false, history.identity(), history.joindate(), START, "{" + values + "}", "{" + times + "}");
    }

    List<List<?>> changedMigrations() {
        var changed = new ArrayList<List<?>>();
        roots.forEach((account, root) -> {
            if (!root.equals(toldRoots.put(account, root))) {
                changed.add(List.of(account, root, START, root.equals(account)));
            }
        });
        return changed;
    }

    List<Long> users() {
        return roots.keySet().stream()
                .filter(account -> roots.get(account).equals(account))
                .toList();
    }

    /** @param matches the events that meet each definition */
    UserHistory history(long user, Map<Long, Collection<Long>> matches) {
        var mine = events.stream()
                .filter(event -> roots.get(event.account()) == user)
                .toList();
        var joindate = mine.stream()
                .map(event -> minute(event.minute()))
                .min(Comparator.naturalOrder())
                .filter(time -> time.isBefore(minute(30)))
                .orElse(minute(30));
        var times = new HashMap<Long, List<Instant>>();
        matches.forEach((definition, ids) -> times.put(
                definition,
                mine.stream()
                        .filter(event -> ids.contains(event.id()))
                        .map(event -> minute(event.minute()))
                        .sorted()
                        .toList()));
        return new UserHistory(joindate, user < FIRST_KNOWN ? null : "known" + user, properties(user), times);
    }

    /** Of several accounts the latest write holds. */
    private Map<String, Known> properties(long user) {
        var properties = new TreeMap<String, Known>();
        writes.stream()
                .filter(write -> roots.get(write.account()) == user)
                .sorted(Comparator.comparing(Write::minute)
                        .thenComparing(Write::value, Comparator.nullsLast(Comparator.naturalOrder())))
                .forEach(write -> properties.put(write.key(), new Known(write.value(), minute(write.minute()))));
        properties.values().removeIf(known -> known.value() == null);
        return properties;
    }

    /** As a row of {@code landed_events}. */
    static List<?> row(Event event) {
        var row = new ArrayList<Object>();
        Collections.addAll(row, event.id(), event.id(), minute(event.minute()), minute(event.minute()));
        Collections.addAll(row, event.account(), "device" + event.account(), null, null);
        Collections.addAll(row, event.path() == null ? "custom" : "pageview", event.path() == null ? "order" : null);
        row.add("web");
        row.addAll(Collections.nCopies(VISIT_COLUMNS - 1, null));
        Collections.addAll(row, event.path() == null ? null : "shop.example", event.path(), null, null, null);
        row.addAll(Collections.nCopies(6, null));
        row.add("{}");
        return row;
    }
}
