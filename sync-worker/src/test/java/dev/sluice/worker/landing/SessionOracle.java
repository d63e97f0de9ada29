package dev.sluice.worker.landing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Derives sessions and pages the obvious way: all events at once, device by device, one after the other. */
public final class SessionOracle {

    private SessionOracle() {}

    /** An event as capture would log it; {@code minute} stands for its time. */
    public record Event(
            long id,
            int minute,
            String device,
            String sessionKey,
            String identity,
            String kind,
            String library,
            String path) {

        boolean inSession() {
            return sessionKey != null || !library.equals("server");
        }

        boolean isPageview() {
            return kind.equals("pageview");
        }

        String page() {
            return path == null ? null : "shop.example" + path;
        }
    }

    /** What is derived for an event. */
    public record Derived(Long sessionId, String path, String previousPage) {}

    public static Map<Long, Derived> derive(List<Event> events) {
        var derived = new HashMap<Long, Derived>();
        events.stream()
                .filter(event -> !event.inSession())
                .forEach(event -> derived.put(event.id(), new Derived(null, event.path(), null)));
        events.stream()
                .filter(Event::inSession)
                .collect(Collectors.groupingBy(event -> List.of(event.device(), String.valueOf(event.sessionKey()))))
                .values()
                .forEach(group -> sessions(group).forEach(session -> place(session, derived)));
        return derived;
    }

    private static List<List<Event>> sessions(List<Event> group) {
        var sessions = new ArrayList<List<Event>>();
        String identity = null;
        Event last = null;
        for (var event : inOrder(group)) {
            boolean paused = last != null
                    && event.minute() - last.minute() > (event.library().equals("ios") ? 5 : 30);
            boolean takenOver = identity != null
                    && event.identity() != null
                    && !event.identity().equals(identity);
            boolean opens = last == null || (event.sessionKey() == null && (paused || takenOver));
            if (opens) {
                sessions.add(new ArrayList<>());
                identity = null;
            }
            sessions.getLast().add(event);
            identity = Objects.requireNonNullElse(event.identity(), Objects.requireNonNullElse(identity, ""));
            identity = identity.isEmpty() ? null : identity;
            last = event;
        }
        return sessions;
    }

    private static void place(List<Event> session, Map<Long, Derived> derived) {
        Event page = null;
        String previous = null;
        for (var event : session) {
            if (event.isPageview()) {
                previous = page == null ? null : page.page();
                page = event;
            }
            String path = event.path() != null ? event.path() : page == null ? null : page.path();
            derived.put(event.id(), new Derived(session.getFirst().id(), path, previous));
        }
    }

    private static List<Event> inOrder(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::minute).thenComparing(Event::id))
                .toList();
    }
}
