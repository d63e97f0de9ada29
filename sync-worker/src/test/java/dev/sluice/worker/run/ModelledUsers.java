package dev.sluice.worker.run;

import dev.sluice.worker.run.DeletionHistory.Call;
import dev.sluice.worker.run.DeletionHistory.Event;
import dev.sluice.worker.run.DeletionHistory.Identify;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who is who after some calls, as identity-service would have it, and what its feeds would say. */
final class ModelledUsers {

    private final Map<Long, User> users = new HashMap<>();
    private final Map<Long, Move> moves = new HashMap<>();

    record User(String identity, Instant joindate, Instant lastModified) {}

    record Move(long to, Instant time) {}

    ModelledUsers(List<Call> calls) {
        calls.stream()
                .filter(Identify.class::isInstance)
                .map(Identify.class::cast)
                .sorted(Comparator.comparing(Identify::minute).thenComparing(Identify::id))
                .forEach(call -> moves.putIfAbsent(call.device(), new Move(id(call.identity()), call.time())));
        calls.stream()
                .flatMap(call -> call.users().stream())
                .map(this::root)
                .distinct()
                .forEach(root -> users.put(root, user(root, calls)));
    }

    static long id(String identity) {
        return identity.equals("ann") ? 101 : 102;
    }

    /** Every id that is this user. */
    Set<Long> everyone(long userId) {
        var ids = new TreeSet<Long>();
        ids.add(root(userId));
        moves.forEach((from, move) -> {
            if (move.to() == root(userId)) {
                ids.add(from);
            }
        });
        return ids;
    }

    private long root(long userId) {
        var move = moves.get(userId);
        return move == null ? userId : move.to();
    }

    private User user(long root, List<Call> calls) {
        var its = calls.stream()
                .filter(call -> call.users().stream().anyMatch(user -> root(user) == root))
                .toList();
        var joined = its.stream().map(Call::time).min(Comparator.naturalOrder()).orElseThrow();
        var modified = its.stream()
                .filter(Identify.class::isInstance)
                .map(Call::time)
                .max(Comparator.naturalOrder())
                .orElse(joined);
        return new User(root == 101 ? "ann" : root == 102 ? "bob" : null, joined, modified);
    }

    /** Rows of {@code landed_users} for whoever is another than before. */
    List<List<?>> changedSince(ModelledUsers before) {
        var rows = new ArrayList<List<?>>();
        users.forEach((id, user) -> {
            if (!user.equals(before.users.get(id))) {
                rows.add(Arrays.asList(id, false, user.identity(), user.joindate(), user.lastModified(), "{}", "{}"));
            }
        });
        before.users.keySet().stream()
                .filter(id -> !users.containsKey(id))
                .forEach(id -> rows.add(Arrays.asList(id, true, null, null, null, "{}", "{}")));
        return rows;
    }

    /** Rows of {@code changed_migrations}. */
    List<List<?>> movedSince(ModelledUsers before) {
        var rows = new ArrayList<List<?>>();
        moves.forEach((from, move) -> {
            if (!move.equals(before.moves.get(from))) {
                rows.add(List.of(from, move.to(), move.time(), false));
            }
        });
        before.moves.forEach((from, move) -> {
            if (!moves.containsKey(from)) {
                rows.add(List.of(from, move.to(), move.time(), true));
            }
        });
        return rows;
    }

    static List<Event> events(List<Call> calls) {
        return calls.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .collect(Collectors.toList());
    }
}
