package dev.sluice.worker.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Raw events of a made-up site, the same for the same seed: visits of a few minutes, many at a time, by devices that come
 * again. Rows are in the order of the columns of {@code landed_events}.
 */
final class SyntheticEvents {

    static final int CUSTOM_NAMES = 60;
    static final int PATHS = 500;
    static final int BLOCKS = 40;
    static final int BUTTONS = 60;
    static final int DEVICES = 200_000;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int OPEN_VISITS = 2_000;
    private static final int VISIT_COLUMNS = 19;
    private static final long MILLIS_BETWEEN_EVENTS = 700;

    private final Random random;
    private final Visit[] open = new Visit[OPEN_VISITS];
    private long position;

    SyntheticEvents(long seed) {
        this.random = new Random(seed);
        Arrays.setAll(open, _ -> newVisit());
    }

    private record Visit(long device, int block, String source) {}

    private Visit newVisit() {
        int source = random.nextInt(6);
        return new Visit(random.nextInt(DEVICES), random.nextInt(BLOCKS), source < 4 ? "s" + source : null);
    }

    long position() {
        return position;
    }

    List<?> next() {
        int place = random.nextInt(OPEN_VISITS);
        if (random.nextInt(12) == 0) {
            open[place] = newVisit();
        }
        position++;
        int kind = random.nextInt(100);
        return kind < 60 ? pageview(open[place]) : kind < 85 ? click(open[place]) : custom(open[place]);
    }

    private List<?> pageview(Visit visit) {
        return row(visit, "pageview", null, "/p" + random.nextInt(PATHS), noTarget(), "{}");
    }

    private List<?> click(Visit visit) {
        int button = random.nextInt(BUTTONS);
        String ancestry = "html>body.p%d>main#main>div.b%d>ul.list>li>a.c%d[href=\"/x%d\"]"
                .formatted(visit.block() % 8, visit.block(), button, button % 3);
        return row(
                visit,
                "click",
                null,
                null,
                Arrays.asList("/x", "Button " + button, "a", null, "c" + button, ancestry),
                "{\"position\":\"%d\"}".formatted(random.nextInt(20)));
    }

    private List<?> custom(Visit visit) {
        String properties = "{\"amount\":\"%d.5\",\"sku\":\"sku-%d\",\"currency\":\"EUR\",\"coupon\":\"c%d\"}"
                .formatted(random.nextInt(1_000), random.nextInt(2_000), random.nextInt(50));
        return row(visit, "custom", "Event " + random.nextInt(CUSTOM_NAMES), null, noTarget(), properties);
    }

    private static List<String> noTarget() {
        return Collections.nCopies(6, null);
    }

    private List<?> row(Visit visit, String kind, String name, String path, List<String> target, String properties) {
        var time = START.plusMillis(position * MILLIS_BETWEEN_EVENTS);
        var row = new ArrayList<Object>();
        // An odd factor makes the positions into ids that are spread out and unlike.
        Collections.addAll(row, position, position * 0x9E3779B97F4A7C15L >>> 11, time, time, visit.device());
        Collections.addAll(row, "d" + visit.device(), null, null, kind, name);
        row.addAll(visitValues(visit));
        Collections.addAll(row, path == null ? null : "shop.example", path, null, null, null);
        row.addAll(target);
        row.add(properties);
        return row;
    }

    private static List<String> visitValues(Visit visit) {
        var values = new ArrayList<String>(Collections.nCopies(VISIT_COLUMNS, null));
        values.set(0, "web");
        values.set(1, "Mac OS X");
        values.set(2, "Desktop");
        values.set(7, "NL");
        values.set(10, "10.0.0.1");
        values.set(12, "Firefox 140");
        values.set(14, visit.source());
        return values;
    }
}
