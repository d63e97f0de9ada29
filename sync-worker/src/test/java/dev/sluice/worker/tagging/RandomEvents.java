package dev.sluice.worker.tagging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Rows of {@code landed_events}, few values wide. */
public final class RandomEvents {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static final int VISIT_COLUMNS = 19;

    private RandomEvents() {}

    static Arbitrary<List<List<?>>> lists() {
        var event = Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of("d1", "d2"),
                        Arbitraries.of("pageview", "click", "change", "submit", "custom"),
                        Arbitraries.of("Order", "Refund", "it's"),
                        Arbitraries.of("/a", "/a/b", "/pricing", "").injectNull(0.3),
                        Arbitraries.of("mail", "ads").injectNull(0.5),
                        Arbitraries.of(
                                "html>body>a.buy",
                                "html>body>div#main>a.buy.big[href=\"/x\"]",
                                "html>body>form>button[type=\"submit\"]"),
                        Arbitraries.of("{}", "{\"a\":\"7\"}", "{\"a\":\"12.5\",\"b_b\":\"it's\"}", "{\"b_b\":\"\"}"))
                .as(Event::new);
        return event.list().ofMinSize(1).ofMaxSize(30).map(RandomEvents::rows);
    }

    /** A pageview on one device, so many minutes after {@link #START}, from a campaign. */
    public static List<?> pageview(long position, int minute, String source) {
        return row(position, new Event(minute, "d1", "pageview", null, "/a", source, null, "{}"));
    }

    /** Of the event at a position. */
    public static long eventId(long position) {
        return position * 7;
    }

    private record Event(
            int minute,
            String device,
            String kind,
            String name,
            String path,
            String source,
            String ancestry,
            String properties) {}

    private static List<List<?>> rows(List<Event> events) {
        var rows = new ArrayList<List<?>>();
        events.forEach(event -> rows.add(row(rows.size() + 1L, event)));
        return rows;
    }

    private static List<?> row(long position, Event event) {
        var time = START.plusSeconds(60L * event.minute());
        boolean custom = event.kind().equals("custom");
        boolean interaction = List.of("click", "change", "submit").contains(event.kind());
        var row = new ArrayList<Object>();
        Collections.addAll(row, position, eventId(position), time, time, 1L);
        Collections.addAll(row, event.device(), null, null, event.kind(), custom ? event.name() : null);
        var visit = new ArrayList<String>(Collections.nCopies(VISIT_COLUMNS, null));
        visit.set(0, "web");
        visit.set(14, event.source());
        row.addAll(visit);
        Collections.addAll(row, null, event.path(), null, null, event.path() == null ? null : "Title " + event.path());
        row.addAll(Arrays.asList(null, interaction ? "Buy" : null, null, null, null));
        row.add(interaction ? event.ancestry() : null);
        row.add(event.properties());
        return row;
    }
}
